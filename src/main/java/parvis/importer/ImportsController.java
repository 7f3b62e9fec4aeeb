package parvis.importer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.importer.Ordering.Outcome;
import parvis.importer.page.ImportsPage;
import parvis.person.Visitor;
import parvis.web.Missing;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** The pages on which owners bring a past along. */
@Controller
class ImportsController {
    private final Ordering ordering;
    private final Runs runs;
    private final SentFiles uploads;
    private final RunViews views;

    ImportsController(Ordering ordering, Runs runs, SentFiles uploads, RunViews views) {
        this.ordering = ordering;
        this.runs = runs;
        this.uploads = uploads;
        this.views = views;
    }

    @GetMapping("/settings/imports")
    String imports(Brand brand, Visitor visitor, Shell shell, Model model) {
        allowed(visitor);
        return show(brand, shell, "mbox", null, model);
    }

    /** The file is read as it comes; nothing else may look into the form before. */
    @PostMapping("/settings/imports")
    String begin(
            Brand brand,
            Visitor visitor,
            Shell shell,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws IOException {
        allowed(visitor);
        var form = ImportForm.read(request, uploads);
        return switch (ordering.begin(brand, visitor, form)) {
            case Outcome.Begun(var run) -> "redirect:/settings/imports/" + run;
            case Outcome.Refused(var key, var arguments) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield show(brand, shell, form.field("kind"), shell.t(key, arguments), model);
            }
        };
    }

    private String show(Brand brand, Shell shell, String kind, @Nullable String refused, Model model) {
        var rows = runs.of(brand).stream().map(run -> views.row(run, shell)).toList();
        model.addAttribute(
                "page",
                new ImportsPage(rows, Kind.of(kind).isPresent() ? kind : "mbox", refused, shell.size(uploads.most())));
        return "importer/imports";
    }

    @GetMapping("/settings/imports/{run}")
    String run(Brand brand, Visitor visitor, Shell shell, @PathVariable String run, Model model) {
        allowed(visitor);
        var found = find(brand, run);
        model.addAttribute("page", views.page(brand, found, found.order().mapping(), shell));
        return "importer/run";
    }

    /** Begins what was mapped, or what was stopped before; a mapping that lacks something comes back. */
    @PostMapping("/settings/imports/{run}/beginning")
    String go(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @PathVariable String run,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        allowed(visitor);
        var found = find(brand, run);
        var mapping = found.state() == Run.State.MAPPING ? views.mapped(found, request.getParameterMap()) : null;
        if (mapping != null
                && (request.getParameter("again") != null || mapping.problem().isPresent())) {
            response.setStatus(
                    request.getParameter("again") != null
                            ? HttpStatus.OK.value()
                            : HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("page", views.page(brand, found, mapping, shell));
            return "importer/run";
        }
        ordering.go(brand, visitor, found, mapping);
        return "redirect:/settings/imports/" + found.id();
    }

    @PostMapping("/settings/imports/{run}/halt")
    String halt(Brand brand, Visitor visitor, @PathVariable String run) {
        allowed(visitor);
        var found = find(brand, run);
        ordering.halt(brand, visitor, found);
        return "redirect:/settings/imports/" + found.id();
    }

    /** What was left out, one by one, as a table. */
    @GetMapping("/settings/imports/{run}/left-out.csv")
    ResponseEntity<byte[]> leftOut(Brand brand, Visitor visitor, Shell shell, @PathVariable String run) {
        allowed(visitor);
        var found = find(brand, run);
        var text = new StringBuilder("\uFEFF");
        line(text, shell.t("importer.list.where"), shell.t("importer.list.why"));
        runs.leftOut(brand.id(), found.id())
                .forEach(left -> line(text, left.place(), shell.t("importer.left." + left.reason(), 1)));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"left-out.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder text, String where, String why) {
        text.append(quoted(where)).append(';').append(quoted(why)).append("\r\n");
    }

    /** A program for tables must not take it for a formula. */
    private static String quoted(String field) {
        var safe = field.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + field : field;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private Run find(Brand brand, String id) {
        try {
            return runs.byId(brand.id(), UUID.fromString(id)).orElseThrow(Missing::new);
        } catch (IllegalArgumentException notOne) {
            throw new Missing();
        }
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.IMPORT_PAST)) {
            throw new NotAllowed();
        }
    }
}
