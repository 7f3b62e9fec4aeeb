package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import parvis.brand.Brand;
import parvis.brand.Titles;
import parvis.person.page.AccountPage;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.RateLimits;
import parvis.web.Shell;

/** One's own account: with what one signs in, and where one is signed in. For members and for the team. */
@Controller
class AccountController {
    private final Sessions sessions;
    private final EndingSessions ending;
    private final Passkeys passkeys;
    private final KeepingPasskeys keeping;
    private final AccountView view;
    private final Titles titles;
    private final RateLimits limits;
    private final Clock clock;

    AccountController(
            Sessions sessions,
            EndingSessions ending,
            Passkeys passkeys,
            KeepingPasskeys keeping,
            AccountView view,
            Titles titles,
            RateLimits limits,
            Clock clock) {
        this.sessions = sessions;
        this.ending = ending;
        this.passkeys = passkeys;
        this.keeping = keeping;
        this.view = view;
        this.titles = titles;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/account")
    String account(
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            HttpServletRequest request,
            Model model) {
        var said = done != null && done.matches("session|sessions|passkey|named|removed|title")
                ? shell.t("account.done." + done)
                : null;
        return show(visitor, shell, AccountView.work(visitor, null, null), said, null, request, model);
    }

    /** What a teammate does here, which stands under their name. */
    @PostMapping("/account/title")
    String entitle(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String fr,
            @RequestParam(defaultValue = "") String en,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var me = visitor.asTeammate().orElseThrow(NotAllowed::new);
        var title = new Brand.LocalText(
                Clean.line(fr, Titles.MOST).text(), Clean.line(en, Titles.MOST).text());
        return switch (titles.entitle(brand, me.id(), title, me, visitor.address(), clock.instant())) {
            case DONE -> "redirect:/account?done=title";
            case EMPTY -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var work = AccountView.work(visitor, title, shell.t("invitation.title.missing"));
                yield show(visitor, shell, work, null, null, request, model);
            }
            case UNKNOWN, NOT_ALLOWED -> throw new NotAllowed();
        };
    }

    @PostMapping("/account/sessions/{session}/removal")
    String end(Brand brand, Visitor visitor, @PathVariable String session, HttpServletRequest request) {
        var account = signedIn(visitor);
        var which = id(session);
        if (!ending.end(brand, account, visitor, which, clock.instant())) {
            throw new Missing();
        }
        return which.equals(here(request)) ? "redirect:/" : "redirect:/account?done=session";
    }

    @PostMapping("/account/sessions/removal")
    String endOthers(Brand brand, Visitor visitor, HttpServletRequest request) {
        ending.endOthers(brand, signedIn(visitor), visitor, here(request), clock.instant());
        return "redirect:/account?done=sessions";
    }

    /** What the browser hands to the device that is to make a passkey. */
    @PostMapping("/account/passkeys/options")
    @ResponseBody
    Map<String, Object> askForNew(Brand brand, Visitor visitor, HttpServletRequest request) {
        var account = signedIn(visitor);
        limits.require("passkey.ask", account.id().toString(), 60, Duration.ofMinutes(10));
        return passkeys.askForNew(account, brand.name(), Site.of(request), clock.instant());
    }

    @FreshProof
    @PostMapping("/account/passkeys")
    String make(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String credential,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var typed = Clean.line(name, Passkeys.LONGEST_NAME).text();
        var called = typed.isEmpty() ? view.device(request, shell) : typed;
        return switch (keeping.make(
                brand,
                SessionFilter.session(request).orElseThrow(Missing::new),
                visitor,
                Site.of(request),
                called,
                credential,
                clock.instant())) {
            case Passkeys.Made.Kept kept -> "redirect:/account?done=passkey";
            case Passkeys.Made.Refused refused ->
                trouble("account.passkey.refused", visitor, shell, request, response, model);
            case Passkeys.Made.Known known ->
                trouble("account.passkey.known", visitor, shell, request, response, model);
            case Passkeys.Made.TooMany many ->
                trouble("account.passkey.many", visitor, shell, request, response, model);
        };
    }

    @PostMapping("/account/passkeys/{passkey}/name")
    String rename(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String passkey,
            @RequestParam(defaultValue = "") String name,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var account = signedIn(visitor);
        var typed = Clean.line(name, Passkeys.LONGEST_NAME).text();
        var which = id(passkey);
        if (typed.isEmpty()) {
            return trouble("account.passkey.nameless", visitor, shell, request, response, model);
        }
        if (!keeping.rename(brand, account, visitor, which, typed, clock.instant())) {
            throw new Missing();
        }
        return "redirect:/account?done=named";
    }

    @FreshProof
    @PostMapping("/account/passkeys/{passkey}/removal")
    String remove(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String passkey,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return switch (keeping.remove(brand, signedIn(visitor), visitor, id(passkey), clock.instant())) {
            case DONE -> "redirect:/account?done=removed";
            case LAST -> trouble("account.passkey.last", visitor, shell, request, response, model);
            case UNKNOWN -> throw new Missing();
        };
    }

    private String trouble(
            String key,
            Visitor visitor,
            Shell shell,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(visitor, shell, AccountView.work(visitor, null, null), null, shell.t(key), request, model);
    }

    private String show(
            Visitor visitor,
            Shell shell,
            AccountPage.@Nullable Work work,
            @Nullable String said,
            @Nullable String trouble,
            HttpServletRequest request,
            Model model) {
        var account = signedIn(visitor);
        var open = sessions.of(account.id(), clock.instant());
        model.addAttribute(
                "page", view.page(account, open, here(request), Site.of(request), shell, work, said, trouble));
        return "person/account";
    }

    private static UUID here(HttpServletRequest request) {
        return SessionFilter.session(request).orElseThrow(Missing::new).id();
    }

    private static Account signedIn(Visitor visitor) {
        var account = visitor.account();
        if (account == null) {
            throw new Missing();
        }
        return account;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }
}
