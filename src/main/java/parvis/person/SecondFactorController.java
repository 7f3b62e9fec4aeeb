package parvis.person;

import io.nayuki.qrcodegen.QrCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.person.page.SecondFactorPage;
import parvis.person.page.SecondFactorPage.SetUp;
import parvis.web.Missing;
import parvis.web.RateLimits;
import parvis.web.Shell;

/** Setting up what one shows beside a link in one's mail. */
@Controller
class SecondFactorController {
    private final SecondFactor factor;
    private final RateLimits limits;
    private final Clock clock;

    SecondFactorController(SecondFactor factor, RateLimits limits, Clock clock) {
        this.factor = factor;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/account/second-factor")
    String show(
            Brand brand,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            HttpServletRequest request,
            Model model) {
        var said = done != null && done.matches("on|off") ? shell.t("factor.done." + done) : null;
        return page(brand, request, List.of(), said, null, model);
    }

    @FreshProof
    @PostMapping("/account/second-factor/device")
    String begin(HttpServletRequest request) {
        factor.begin(session(request).account().id(), clock.instant());
        return "redirect:/account/second-factor";
    }

    /** With the first right number come the codes for the day when the device is lost. */
    @FreshProof
    @PostMapping("/account/second-factor/device/confirmation")
    String confirm(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var session = session(request);
        limits.require("proof.try", session.account().id().toString(), 20, Duration.ofMinutes(15));
        if (!factor.confirm(brand, session, visitor, code, clock.instant())) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(brand, request, List.of(), null, shell.t("factor.wrong"), model);
        }
        return page(
                brand,
                request,
                factor.renewCodes(brand, session.account(), visitor, clock.instant()),
                shell.t("factor.done.on"),
                null,
                model);
    }

    @FreshProof
    @PostMapping("/account/second-factor/codes")
    String codes(Brand brand, Visitor visitor, HttpServletRequest request, Model model) {
        var codes = factor.renewCodes(brand, session(request).account(), visitor, clock.instant());
        return page(brand, request, codes, null, null, model);
    }

    @FreshProof
    @PostMapping("/account/second-factor/device/removal")
    String remove(
            Brand brand,
            Visitor visitor,
            Shell shell,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!factor.remove(brand, session(request).account(), visitor, clock.instant())) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(brand, request, List.of(), null, shell.t("factor.last"), model);
        }
        return "redirect:/account/second-factor?done=off";
    }

    private String page(
            Brand brand,
            HttpServletRequest request,
            List<String> codes,
            @Nullable String said,
            @Nullable String trouble,
            Model model) {
        var session = session(request);
        var account = session.account();
        var host = Site.of(request).host();
        var state = factor.of(account.id());
        var now = clock.instant();
        var due = state.on() || !factor.mailSuffices(brand, session) ? null : session.due();
        model.addAttribute(
                "page",
                new SecondFactorPage(
                        state.on(),
                        session.hosts().contains(host),
                        state.secret() == null ? null : setUp(state.secret(), account, brand),
                        state.recoveryCodes(),
                        codes,
                        due,
                        due != null && due.isBefore(now),
                        said,
                        trouble));
        return "person/second-factor";
    }

    private static SetUp setUp(String secret, Account account, Brand brand) {
        var issuer = encoded(brand.name());
        var drawing = QrCode.encodeText(
                "otpauth://totp/" + issuer + ":" + encoded(account.email()) + "?secret=" + secret + "&issuer=" + issuer,
                QrCode.Ecc.MEDIUM);
        var squares = new StringBuilder();
        for (var y = 0; y < drawing.size; y++) {
            for (var x = 0; x < drawing.size; x++) {
                if (drawing.getModule(x, y)) {
                    squares.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return new SetUp(secret.replaceAll("(.{4})(?=.)", "$1 "), drawing.size, squares.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Sessions.Session session(HttpServletRequest request) {
        return SessionFilter.session(request).orElseThrow(Missing::new);
    }
}
