package parvis.rights;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import parvis.database.Transactions;
import parvis.person.FreshProof;
import parvis.person.Visitor;
import parvis.privacy.Whom;
import parvis.rights.Giving.Order;
import parvis.text.Clean;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** Somebody of the team gives a person what is held about them, or has it erased, because they asked; the reason is noted. */
@Controller
class PersonDataController {
    private static final int LONGEST_REASON = 500;

    private final Finding finding;
    private final Holding holding;
    private final Giving giving;
    private final Erasing erasing;
    private final Transactions transactions;
    private final Clock clock;

    PersonDataController(
            Finding finding, Holding holding, Giving giving, Erasing erasing, Transactions transactions, Clock clock) {
        this.finding = finding;
        this.holding = holding;
        this.giving = giving;
        this.erasing = erasing;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/desk/people/{person}/data")
    String show(Brand brand, Visitor visitor, @PathVariable UUID person, Model model) {
        return page(brand, visitor, person, "", "", model);
    }

    @FreshProof
    @PostMapping("/desk/people/{person}/data/archive")
    @Nullable
    String give(
            Brand brand,
            Visitor visitor,
            @PathVariable UUID person,
            @RequestParam(defaultValue = "") String reason,
            @ModelAttribute("shell") Shell shell,
            Model model,
            HttpServletResponse response)
            throws IOException {
        var all = all(brand, visitor, person);
        var why = Clean.line(reason, LONGEST_REASON).text();
        if (why.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(brand, visitor, person, "", shell.t("rights.reason.missing"), model);
        }
        var order = new Order(
                brand,
                all.getFirst(),
                all.subList(1, all.size()),
                visitor.actor(),
                visitor.how(),
                visitor.address(),
                why,
                shell.language());
        Sent.send(giving.write(order, clock.instant()), brand, response);
        return null;
    }

    @FreshProof
    @PostMapping("/desk/people/{person}/data/erasure")
    String erase(
            Brand brand,
            Visitor visitor,
            @PathVariable UUID person,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String sure,
            @ModelAttribute("shell") Shell shell,
            Model model,
            HttpServletResponse response) {
        var why = Clean.line(reason, LONGEST_REASON).text();
        if (why.isEmpty() || !sure.equals("yes")) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var missing = why.isEmpty() ? "rights.reason.missing" : "rights.sure.missing";
            return page(brand, visitor, person, why, shell.t(missing), model);
        }
        return switch (erasing.onRequest(brand, person, visitor, why, clock.instant())) {
            case DONE, NOTHING -> "rights/erased";
            case TEAM -> "rights/team";
            case NOT_ALLOWED -> throw new NotAllowed();
            case GONE -> throw new Missing();
        };
    }

    /** Them, and whoever is one with them. */
    private List<Whom> all(Brand brand, Visitor visitor, UUID person) {
        if (!visitor.may(Permission.KEEP_PRIVACY)) {
            throw new NotAllowed();
        }
        var all = transactions.reading(brand.id(), () -> finding.together(brand, person));
        if (all.isEmpty()) {
            throw new Missing();
        }
        return all;
    }

    /** The names under which they are known, when there are several of them; else nothing. */
    private static String known(List<Whom> all) {
        return all.size() < 2
                ? ""
                : all.stream()
                        .flatMap(whom -> Stream.concat(
                                        whom.names().stream().map(Whom.Name::name), whom.addresses().stream())
                                .distinct()
                                .limit(2))
                        .collect(Collectors.joining(", "));
    }

    private String page(Brand brand, Visitor visitor, UUID person, String reason, String problem, Model model) {
        var all = all(brand, visitor, person);
        model.addAttribute("held", transactions.reading(brand.id(), () -> holding.of(all)));
        model.addAttribute("known", known(all));
        model.addAttribute("path", "/desk/people/" + person + "/data");
        model.addAttribute("reason", reason);
        model.addAttribute("problem", problem);
        return "rights/person";
    }
}
