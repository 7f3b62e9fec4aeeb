package parvis.settings;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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
import parvis.brand.Role;
import parvis.brand.Staffing;
import parvis.brand.Teammate;
import parvis.brand.TeammateId;
import parvis.brand.Titles;
import parvis.person.FreshProof;
import parvis.person.Inviting;
import parvis.person.Visitor;
import parvis.settings.page.TeamPage.Adding;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** Who works here: invitations, roles, leaving. */
@Controller
class TeamController {
    private static final int LONGEST = 254;

    private final Staffing staffing;
    private final Inviting inviting;
    private final Titles titles;
    private final TeamView view;
    private final Clock clock;

    TeamController(Staffing staffing, Inviting inviting, Titles titles, TeamView view, Clock clock) {
        this.titles = titles;
        this.staffing = staffing;
        this.inviting = inviting;
        this.view = view;
        this.clock = clock;
    }

    @GetMapping("/settings/team")
    String team(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(required = false) @Nullable String done,
            Model model) {
        allowed(visitor);
        var said = done != null && done.matches("invited|renewed|withdrawn|role|left|title")
                ? shell.t("team.done." + done)
                : null;
        return show(brand, visitor, shell, new Adding("", Role.EXPERT.word(), null), said, null, model);
    }

    /** What is refused comes back with its words. */
    @FreshProof
    @PostMapping("/settings/team/invitations")
    String invite(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String role,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var as = role(role);
        if (as.isEmpty()) {
            return refused(
                    brand, visitor, shell, email, Role.EXPERT.word(), shell.t("team.role.unknown"), response, model);
        }
        var outcome = inviting.invite(brand, Clean.line(email, LONGEST).text(), as.get(), visitor, clock.instant());
        return switch (outcome) {
            case DONE -> "redirect:/settings/team?done=invited";
            case NOT_ALLOWED -> throw new NotAllowed();
            case UNREADABLE, HOUSES, HERE, INVITED, LATER, GONE ->
                refused(
                        brand,
                        visitor,
                        shell,
                        email,
                        as.get().word(),
                        shell.t("team.invite." + outcome.name().toLowerCase(Locale.ROOT)),
                        response,
                        model);
        };
    }

    @PostMapping("/settings/team/invitations/{invitation}/renewal")
    String renew(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String invitation,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        return switch (inviting.renew(brand, id(invitation), visitor, clock.instant())) {
            case DONE -> "redirect:/settings/team?done=renewed";
            case NOT_ALLOWED -> throw new NotAllowed();
            case LATER -> trouble(brand, visitor, shell, "team.invite.later", response, model);
            default -> throw new Missing();
        };
    }

    @PostMapping("/settings/team/invitations/{invitation}/removal")
    String withdraw(Brand brand, Visitor visitor, @PathVariable String invitation) {
        return switch (inviting.withdraw(brand, id(invitation), visitor, clock.instant())) {
            case DONE -> "redirect:/settings/team?done=withdrawn";
            case NOT_ALLOWED -> throw new NotAllowed();
            default -> throw new Missing();
        };
    }

    @FreshProof
    @PostMapping("/settings/team/{teammate}/role")
    String giveRole(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String teammate,
            @RequestParam(defaultValue = "") String role,
            HttpServletResponse response,
            Model model) {
        var me = allowed(visitor);
        var whom = new TeammateId(id(teammate));
        var as = role(role);
        if (as.isEmpty()) {
            return trouble(brand, visitor, shell, "team.role.unknown", response, model);
        }
        var outcome = staffing.giveRole(brand, whom, as.get(), me, visitor.address(), clock.instant());
        // who gave themselves another role may see this page no more
        return after(
                outcome,
                whom.equals(me.id()) && !as.get().may(Permission.SET_TEAM) ? "/" : "/settings/team?done=role",
                brand,
                visitor,
                shell,
                response,
                model);
    }

    /** What they do, which stands under their name. */
    @PostMapping("/settings/team/{teammate}/title")
    String entitle(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String teammate,
            @RequestParam(defaultValue = "") String fr,
            @RequestParam(defaultValue = "") String en,
            HttpServletResponse response,
            Model model) {
        var me = allowed(visitor);
        var title = new Brand.LocalText(
                Clean.line(fr, Titles.MOST).text(), Clean.line(en, Titles.MOST).text());
        return switch (titles.entitle(
                brand, new TeammateId(id(teammate)), title, me, visitor.address(), clock.instant())) {
            case DONE -> "redirect:/settings/team?done=title";
            case EMPTY -> trouble(brand, visitor, shell, "team.title.missing", response, model);
            case UNKNOWN -> throw new Missing();
            case NOT_ALLOWED -> throw new NotAllowed();
        };
    }

    @FreshProof
    @PostMapping("/settings/team/{teammate}/removal")
    String letGo(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String teammate,
            HttpServletResponse response,
            Model model) {
        var me = allowed(visitor);
        var whom = new TeammateId(id(teammate));
        var outcome = staffing.letGo(brand, whom, me, visitor.address(), clock.instant());
        return after(
                outcome,
                whom.equals(me.id()) ? "/" : "/settings/team?done=left",
                brand,
                visitor,
                shell,
                response,
                model);
    }

    private String after(
            Staffing.Outcome outcome,
            String then,
            Brand brand,
            Visitor visitor,
            Shell shell,
            HttpServletResponse response,
            Model model) {
        return switch (outcome) {
            case DONE -> "redirect:" + then;
            case LAST_OWNER -> trouble(brand, visitor, shell, "team.last-owner", response, model);
            case UNKNOWN -> throw new Missing();
            case NOT_ALLOWED -> throw new NotAllowed();
        };
    }

    private String trouble(
            Brand brand, Visitor visitor, Shell shell, String key, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(brand, visitor, shell, new Adding("", Role.EXPERT.word(), null), null, shell.t(key), model);
    }

    private String refused(
            Brand brand,
            Visitor visitor,
            Shell shell,
            String email,
            String role,
            String why,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(brand, visitor, shell, new Adding(Clean.line(email, LONGEST).text(), role, why), null, null, model);
    }

    private String show(
            Brand brand,
            Visitor visitor,
            Shell shell,
            Adding adding,
            @Nullable String said,
            @Nullable String trouble,
            Model model) {
        model.addAttribute("page", view.page(brand, visitor, shell, adding, said, trouble, clock.instant()));
        return "settings/team";
    }

    private static Optional<Role> role(String word) {
        return Arrays.stream(Role.values()).filter(r -> r.word().equals(word)).findFirst();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new Missing();
        }
    }

    private static Teammate allowed(Visitor visitor) {
        var me = visitor.teammate();
        if (me == null || !me.may(Permission.SET_TEAM)) {
            throw new NotAllowed();
        }
        return me;
    }
}
