package parvis.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.person.FreshProof;
import parvis.person.Visitor;
import parvis.provider.KeepingProvider.Outcome;
import parvis.provider.KeepingProvider.Wish;
import parvis.provider.page.ProviderPage;
import parvis.provider.page.ProviderPage.Form;
import parvis.provider.page.ProviderPage.Wrong;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The page of the settings about the company's identity provider. */
@Controller
class ProviderSettingsController {
    private final Providers providers;
    private final KeepingProvider keeping;
    private final Clock clock;

    ProviderSettingsController(Providers providers, KeepingProvider keeping, Clock clock) {
        this.providers = providers;
        this.keeping = keeping;
        this.clock = clock;
    }

    @GetMapping("/settings/provider")
    String provider(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            @RequestParam(required = false) @Nullable String tried,
            HttpServletRequest request,
            Model model) {
        allowed(visitor);
        var said = "well".equals(tried)
                ? shell.t("provider.tried.well")
                : done != null && done.matches("set|removed|unlinked") ? shell.t("provider.done." + done) : null;
        var trouble = Arrays.stream(Trouble.values())
                .filter(one -> one.word().equals(tried))
                .findFirst()
                .map(one -> said(one, shell))
                .orElse(null);
        return show(brand, shell, standing(brand), null, said, trouble, request, model);
    }

    /** What is refused comes back with its words, but for the secret. */
    @FreshProof
    @PostMapping("/settings/provider")
    String set(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String issuer,
            @RequestParam(defaultValue = "") String client,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String domains,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "refused") String newcomers,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var wish = new Wish(issuer, client, secret, domains, label, newcomers.equals("members"));
        var outcome = keeping.set(brand, wish, visitor, clock.instant());
        if (outcome instanceof Outcome.Done) {
            return "redirect:/settings/provider?done=set";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        var form = new Form(issuer, client, domains, label, wish.newcomers());
        return switch (outcome) {
            case Outcome.Done() -> throw new IllegalStateException();
            case Outcome.NotAllowed() -> throw new NotAllowed();
            case Outcome.Wrong(var field, var why) ->
                show(
                        brand,
                        shell,
                        form,
                        new Wrong(field, shell.t("provider.wrong." + why)),
                        null,
                        null,
                        request,
                        model);
            case Outcome.Refused(var trouble) ->
                show(brand, shell, form, new Wrong("issuer", said(trouble, shell)), null, null, request, model);
        };
    }

    @FreshProof
    @PostMapping("/settings/provider/removal")
    String remove(Brand brand, Visitor visitor) {
        if (!keeping.remove(brand, visitor, clock.instant())) {
            throw new NotAllowed();
        }
        return "redirect:/settings/provider?done=removed";
    }

    @PostMapping("/settings/provider/links/{link}/removal")
    String unlink(Brand brand, Visitor visitor, @PathVariable String link) {
        allowed(visitor);
        if (!keeping.unlink(brand, id(link), visitor, clock.instant())) {
            throw new Missing();
        }
        return "redirect:/settings/provider?done=unlinked";
    }

    private Form standing(Brand brand) {
        return providers
                .of(brand)
                .map(one -> new Form(
                        one.issuer(), one.client(), String.join(" ", one.domains()), one.label(), one.newcomers()))
                .orElseGet(() -> new Form("", "", "", "", false));
    }

    private String show(
            Brand brand,
            Shell shell,
            Form form,
            @Nullable Wrong wrong,
            @Nullable String said,
            @Nullable String trouble,
            HttpServletRequest request,
            Model model) {
        var provider = providers.of(brand).orElse(null);
        var since = provider == null ? null : provider.triedAt();
        model.addAttribute(
                "page",
                new ProviderPage(
                        ProviderController.returning(request).toString(),
                        provider != null,
                        since == null ? null : shell.times().full(since),
                        said,
                        trouble,
                        form,
                        wrong,
                        keeping.links(brand).stream()
                                .map(link -> new ProviderPage.Link(
                                        link.id().toString(),
                                        link.name(),
                                        link.email(),
                                        shell.times().full(link.at())))
                                .toList()));
        return "provider/settings";
    }

    private static String said(Trouble trouble, Shell shell) {
        return shell.t("provider.trouble." + trouble.word());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.SET_HOUSE)) {
            throw new NotAllowed();
        }
    }
}
