package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.person.page.InvitationPage;
import parvis.text.Clean;
import parvis.web.Shell;

/** Where the link of an invitation leads: who invites, to which house, as what; and the button that says yes. */
@Controller
class InvitationController {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TITLE = 80;

    private final Inviting inviting;
    private final Accounts accounts;
    private final Team team;
    private final Clock clock;

    InvitationController(Inviting inviting, Accounts accounts, Team team, Clock clock) {
        this.inviting = inviting;
        this.accounts = accounts;
        this.team = team;
        this.clock = clock;
    }

    /** Uses nothing up: programs that look into mails open every link. */
    @GetMapping("/invitations/{token}")
    String show(
            Brand brand,
            Visitor visitor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable String token,
            HttpServletResponse response,
            Model model) {
        unseen(response);
        var invitation = inviting.look(brand, token, clock.instant());
        if (invitation.isEmpty()) {
            return gone(response);
        }
        var name = accounts.byEmail(invitation.get().email()).map(Account::name).orElse("");
        model.addAttribute("page", page(brand, visitor, shell, token, invitation.get(), name, "", null, null));
        return "person/invitation";
    }

    @PostMapping("/invitations/{token}")
    String accept(
            Brand brand,
            Visitor visitor,
            @ModelAttribute("shell") Shell shell,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String title,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        unseen(response);
        var invitation = inviting.look(brand, token, clock.instant());
        if (invitation.isEmpty()) {
            return gone(response);
        }
        var called = Clean.line(name, LONGEST_NAME).text();
        var does = Clean.line(title, LONGEST_TITLE).text();
        if (called.isEmpty() || does.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute(
                    "page",
                    page(
                            brand,
                            visitor,
                            shell,
                            token,
                            invitation.get(),
                            called,
                            does,
                            called.isEmpty() ? shell.t("setup.name.missing") : null,
                            does.isEmpty() ? shell.t("invitation.title.missing") : null));
            return "person/invitation";
        }
        var agent = Objects.requireNonNullElse(request.getHeader("User-Agent"), "");
        var session = inviting.accept(
                brand, token, called, does, shell.language(), agent, visitor.address(), clock.instant());
        if (session.isEmpty()) {
            return gone(response);
        }
        SessionCookie.set(request, response, session.get());
        return invitation.get().role().may(Permission.SEE_DESK) ? "redirect:/desk" : "redirect:/newsroom";
    }

    private InvitationPage page(
            Brand brand,
            Visitor visitor,
            Shell shell,
            String token,
            Invitation invitation,
            String name,
            String title,
            @Nullable String nameProblem,
            @Nullable String titleProblem) {
        var account = visitor.account();
        return new InvitationPage(
                token,
                invitation.email(),
                team.byId(brand.id(), invitation.by()).map(Teammate::name).orElse(brand.name()),
                shell.t("role." + invitation.role().word()),
                RoleWords.may(invitation.role(), shell),
                name,
                title,
                nameProblem,
                titleProblem,
                account == null || account.email().equals(invitation.email()) ? null : account.email());
    }

    private static String gone(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "person/invitation-gone";
    }

    /** The address of the page is a secret until its button is pressed. */
    private static void unseen(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "same-origin");
    }
}
