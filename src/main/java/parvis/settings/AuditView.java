package parvis.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.AuditChain.Verdict;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.settings.AuditReading.Entry;
import parvis.settings.page.AuditPage;
import parvis.settings.page.HousePage.Choice;
import parvis.web.Shell;
import tools.jackson.databind.json.JsonMapper;

/** The audit trail in words. */
@Component
class AuditView {
    private final Team team;
    private final AuditReading reading;
    private final JsonMapper json;

    AuditView(Team team, AuditReading reading, JsonMapper json) {
        this.team = team;
        this.reading = reading;
        this.json = json;
    }

    AuditPage page(
            Brand brand,
            Shell shell,
            List<Entry> entries,
            AuditPage.Wish wish,
            String query,
            @Nullable String next,
            @Nullable Verdict verdict) {
        return new AuditPage(
                entries.stream().map(entry -> row(brand, entry, shell)).toList(),
                team.of(brand.id()).stream()
                        .map(t -> new Choice(t.id().value().toString(), t.name()))
                        .toList(),
                reading.acts(brand).stream()
                        .map(act -> new Choice(act, act(act, shell)))
                        .toList(),
                wish,
                query,
                next,
                verdict == null ? null : said(verdict, shell),
                verdict instanceof Verdict.Broken);
    }

    /** Whoever did it, by name where one is known. */
    String who(Brand brand, Entry entry, Shell shell) {
        var teammate = teammate(brand, entry.actor());
        if (teammate != null) {
            return teammate;
        }
        var name = entry.actorName();
        return name != null ? name : shell.t("audit.by." + entry.actorKind());
    }

    private AuditPage.Row row(Brand brand, Entry entry, Shell shell) {
        var about = teammate(brand, entry.subject());
        return new AuditPage.Row(
                entry.at(),
                who(brand, entry, shell),
                act(entry.action(), shell),
                about == null ? entry.subjectName() : about,
                entry.origin(),
                facts(entry),
                entry.position());
    }

    private @Nullable String facts(Entry entry) {
        var facts = new ArrayList<String>();
        for (var text : new String[] {entry.detail(), entry.aside()}) {
            if (text != null) {
                json.readTree(text)
                        .properties()
                        .forEach(fact -> facts.add(fact.getKey() + ": "
                                + (fact.getValue().isString()
                                        ? fact.getValue().asString()
                                        : fact.getValue().toString())));
            }
        }
        return facts.isEmpty() ? null : String.join(", ", facts);
    }

    private @Nullable String teammate(Brand brand, @Nullable UUID id) {
        return id == null ? null : team.byId(brand.id(), id).map(Teammate::name).orElse(null);
    }

    /** What a later program wrote keeps its own word. */
    private static String act(String action, Shell shell) {
        var words = shell.words();
        return words.has("audit.act." + action) ? words.t("audit.act." + action) : action;
    }

    private static String said(Verdict verdict, Shell shell) {
        return switch (verdict) {
            case Verdict.Holds(var entries, var head, var cut) ->
                cut == 0
                        ? shell.t("audit.holds", entries, head)
                        : shell.t("audit.holds", entries, head) + " " + shell.t("audit.holds.cut", cut);
            case Verdict.Broken(var position, var entry, var how) ->
                shell.t("audit.broken." + how.name().toLowerCase(java.util.Locale.ROOT), position);
        };
    }

    /** A line of the export, as JSON. */
    Map<String, @Nullable Object> exported(Brand brand, Entry entry, Shell shell) {
        var line = new java.util.LinkedHashMap<String, @Nullable Object>();
        line.put("position", entry.position());
        line.put("at", entry.at().toString());
        line.put("actorKind", entry.actorKind());
        line.put("actor", entry.actor());
        line.put("actorName", who(brand, entry, shell));
        line.put("action", entry.action());
        line.put("subjectKind", entry.subjectKind());
        line.put("subject", entry.subject());
        line.put("origin", entry.origin());
        line.put("detail", json.readTree(entry.detail()));
        var aside = entry.aside();
        line.put("aside", aside == null ? null : json.readTree(aside));
        line.put("id", entry.id());
        line.put("link", entry.link());
        return line;
    }

    String json(Map<String, @Nullable Object> line) {
        return json.writeValueAsString(line);
    }

    static List<String> columns(Map<String, @Nullable Object> line) {
        return line.values().stream()
                .map(value -> value == null ? "" : value.toString())
                // a program for tables must not take it for a formula
                .map(text -> text.matches("(?s)[=+@\\-\\t\\r].*") ? "'" + text : text)
                .collect(Collectors.toList());
    }
}
