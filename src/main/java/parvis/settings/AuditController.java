package parvis.settings;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import parvis.brand.Audit;
import parvis.brand.AuditChain;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.database.Transactions;
import parvis.person.FreshProof;
import parvis.person.Visitor;
import parvis.settings.AuditReading.Entry;
import parvis.settings.AuditReading.Place;
import parvis.settings.AuditReading.Wish;
import parvis.settings.page.AuditPage;
import parvis.text.Clean;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** Who did what, read by whoever owns the house: looked through, checked, taken along. */
@Controller
class AuditController {
    private static final int PAGE = 50;
    private static final int AT_ONCE = 1_000;
    private static final int LONGEST_ACT = 80;

    private final AuditReading reading;
    private final AuditView view;
    private final AuditChain chain;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    AuditController(
            AuditReading reading,
            AuditView view,
            AuditChain chain,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.reading = reading;
        this.view = view;
        this.chain = chain;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/settings/audit")
    String show(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String check,
            Model model) {
        allowed(visitor);
        var wish = wish(brand, who, act, from, to, before);
        var entries = reading.read(brand, wish, PAGE + 1);
        var shown = entries.subList(0, Math.min(PAGE, entries.size()));
        var query = "who=" + encoded(who) + "&act=" + encoded(act) + "&from=" + encoded(from) + "&to=" + encoded(to);
        model.addAttribute(
                "page",
                view.page(
                        brand,
                        shell,
                        shown,
                        new AuditPage.Wish(who, act, from, to),
                        query,
                        entries.size() > PAGE ? "/settings/audit?" + query + "&before=" + place(shown.getLast()) : null,
                        check.equals("yes") ? chain.verify(brand.id()) : null));
        return "settings/audit";
    }

    @FreshProof
    @GetMapping("/settings/audit/export")
    void export(
            Brand brand,
            Visitor visitor,
            Shell shell,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "jsonl") String format,
            HttpServletResponse response)
            throws IOException {
        allowed(visitor);
        var wish = wish(brand, who, act, from, to, "");
        var csv = format.equals("csv");
        transactions.run(
                brand.id(),
                () -> audit.write(
                        brand.id(),
                        clock.instant(),
                        visitor.actor(),
                        "audit.exported",
                        "brand",
                        brand.id().value(),
                        visitor.address(),
                        Map.of("format", csv ? "csv" : "jsonl")));
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/jsonl;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"audit-" + brand.slug() + (csv ? ".csv" : ".jsonl") + "\"");
        response.setHeader("Cache-Control", "no-store");
        var out = response.getWriter();
        if (csv) {
            var table = CsvWriter.builder().build(out);
            var heads = new ArrayList<String>();
            each(brand, wish, entry -> {
                var line = view.exported(brand, entry, shell);
                if (heads.isEmpty()) {
                    heads.addAll(line.keySet());
                    table.writeRecord(heads);
                }
                table.writeRecord(AuditView.columns(line));
            });
            table.flush();
        } else {
            each(brand, wish, entry -> out.write(view.json(view.exported(brand, entry, shell)) + "\n"));
        }
        out.flush();
    }

    private void each(Brand brand, Wish wish, Consumer<Entry> one) {
        var next = wish;
        while (true) {
            var entries = reading.read(brand, next, AT_ONCE);
            entries.forEach(one);
            if (entries.size() < AT_ONCE) {
                return;
            }
            next = next.behind(entries.getLast());
        }
    }

    /** What cannot be read asks for nothing. */
    private static Wish wish(Brand brand, String who, String act, String from, String to, String before) {
        var until = day(to);
        return new Wish(
                id(who),
                Clean.line(act, LONGEST_ACT).text(),
                start(brand, day(from)),
                start(brand, until == null ? null : until.plusDays(1)),
                at(before));
    }

    private static @Nullable Instant start(Brand brand, @Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(brand.zone()).toInstant();
    }

    private static @Nullable LocalDate day(String text) {
        try {
            var day = text.length() == 10 ? LocalDate.parse(text) : null;
            return day != null && day.getYear() > 1970 && day.getYear() < 3000 ? day : null;
        } catch (DateTimeException none) {
            return null;
        }
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    private static String place(Entry entry) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()) + "_" + entry.id();
    }

    private static @Nullable Place at(String text) {
        var sides = List.of(text.split("_", -1));
        var id = sides.size() == 2 && sides.getFirst().matches("\\d{1,16}") ? id(sides.get(1)) : null;
        return id == null
                ? null
                : new Place(Instant.EPOCH.plus(Long.parseLong(sides.getFirst()), ChronoUnit.MICROS), id);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void allowed(Visitor visitor) {
        if (!visitor.may(Permission.READ_AUDIT)) {
            throw new NotAllowed();
        }
    }
}
