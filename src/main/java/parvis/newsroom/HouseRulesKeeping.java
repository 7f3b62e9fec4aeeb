package parvis.newsroom;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.guard.Days;
import parvis.guard.Moment;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.text.Clean;

/** What a brand asks of the guard, read and set. */
@Component
class HouseRulesKeeping {
    static final int MOST_LINES = 200;
    static final int MOST_WORD = 60;
    static final int MOST_REASON = 200;
    static final int MOST_MOURNINGS = 50;
    private static final int MOST_PIECES = 1_000;
    private static final int MOST_DAYS = 366;

    /** @param about the line that was refused, or empty */
    record Refusal(String key, String about) {}

    sealed interface Outcome {
        record Done() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}

        record NotAllowed() implements Outcome {}
    }

    private final Transactions transactions;
    private final JdbcClient db;
    private final Changes changes;
    private final Ledger ledger;

    HouseRulesKeeping(Transactions transactions, JdbcClient db, Changes changes, Ledger ledger) {
        this.transactions = transactions;
        this.db = db;
        this.changes = changes;
        this.ledger = ledger;
    }

    HouseRules of(BrandId brand) {
        return transactions.reading(brand, () -> {
            var mournings = db.sql("""
                    select id, name, first_day, last_day from newsroom.mourning order by first_day desc, id limit %d
                    """.formatted(MOST_MOURNINGS))
                    .query((row, n) -> new HouseRules.Mourning(
                            Rows.uuid(row, "id"),
                            new Moment.Mourning(
                                    row.getString("name"),
                                    row.getObject("first_day", LocalDate.class),
                                    row.getObject("last_day", LocalDate.class))))
                    .list();
            return db.sql("select blocks, avoided, dictionary, reasons, pieces, days from newsroom.house_rules")
                    .query((row, n) -> {
                        var pieces = Rows.intOrNull(row, "pieces");
                        var days = Rows.intOrNull(row, "days");
                        return new HouseRules(
                                new HashSet<>(List.of(
                                        (String[]) row.getArray("blocks").getArray())),
                                List.of((String[]) row.getArray("avoided").getArray()),
                                List.of((String[]) row.getArray("dictionary").getArray()),
                                List.of((String[]) row.getArray("reasons").getArray()),
                                pieces == null || days == null ? null : new Moment.Budget(pieces, days),
                                mournings);
                    })
                    .optional()
                    .orElse(new HouseRules(HouseRules.NONE.blocks(), List.of(), List.of(), List.of(), null, mournings));
        });
    }

    /** @param rules whose mournings are set apart from them */
    Outcome set(Brand brand, Teammate by, HouseRules rules, Instant at) {
        if (!by.may(Permission.SET_GUARD)) {
            return new Outcome.NotAllowed();
        }
        for (var lines : List.of(rules.avoided(), rules.dictionary())) {
            for (var line : lines) {
                if (line.length() > MOST_WORD) {
                    return new Outcome.Refused(new Refusal("newsroom.rules.long", line));
                }
            }
        }
        for (var reason : rules.reasons()) {
            if (reason.length() > MOST_REASON) {
                return new Outcome.Refused(new Refusal("newsroom.rules.long", reason));
            }
            if (Days.named(reason).isEmpty()) {
                return new Outcome.Refused(new Refusal("newsroom.rules.no.day", reason));
            }
        }
        if (java.util.stream.Stream.of(rules.avoided(), rules.dictionary(), rules.reasons())
                .anyMatch(lines -> lines.size() > MOST_LINES)) {
            return new Outcome.Refused(new Refusal("newsroom.rules.many", Integer.toString(MOST_LINES)));
        }
        var budget = rules.budget();
        if (budget != null && (budget.pieces() > MOST_PIECES || budget.days() > MOST_DAYS)) {
            return new Outcome.Refused(new Refusal("newsroom.rules.budget", ""));
        }
        transactions.run(brand.id(), () -> {
            db.sql("""
                    insert into newsroom.house_rules (brand, blocks, avoided, dictionary, reasons, pieces, days)
                    values (:brand, :blocks, :avoided, :dictionary, :reasons, :pieces, :days)
                    on conflict (brand) do update set blocks = excluded.blocks, avoided = excluded.avoided,
                       dictionary = excluded.dictionary, reasons = excluded.reasons, pieces = excluded.pieces,
                       days = excluded.days
                    """)
                    .param("brand", brand.id().value())
                    .param(
                            "blocks",
                            Columns.texts(rules.blocks().stream().sorted().toList()))
                    .param("avoided", Columns.texts(rules.avoided()))
                    .param("dictionary", Columns.texts(rules.dictionary()))
                    .param("reasons", Columns.texts(rules.reasons()))
                    .param("pieces", budget == null ? null : budget.pieces(), java.sql.Types.INTEGER)
                    .param("days", budget == null ? null : budget.days(), java.sql.Types.INTEGER)
                    .update();
            told(brand, by, "guard.set", at);
        });
        return new Outcome.Done();
    }

    Outcome mourn(Brand brand, Teammate by, String name, LocalDate first, LocalDate last, Instant at) {
        if (!by.may(Permission.SET_GUARD)) {
            return new Outcome.NotAllowed();
        }
        var named = Clean.line(name, MOST_REASON).text();
        if (named.isEmpty() || last.isBefore(first)) {
            return new Outcome.Refused(new Refusal("newsroom.rules.mourning.wrong", ""));
        }
        return transactions.in(brand.id(), () -> {
            var added = db.sql("""
                    insert into newsroom.mourning (brand, id, name, first_day, last_day)
                    select :brand, :id, :name, :first, :last
                     where (select count(*) from newsroom.mourning) < :most
                    """)
                    .param("brand", brand.id().value())
                    .param("id", Ids.next())
                    .param("name", named)
                    .param("first", first)
                    .param("last", last)
                    .param("most", MOST_MOURNINGS)
                    .update();
            if (added == 0) {
                return new Outcome.Refused(
                        new Refusal("newsroom.rules.mourning.many", Integer.toString(MOST_MOURNINGS)));
            }
            told(brand, by, "guard.mourning.set", at);
            return new Outcome.Done();
        });
    }

    Outcome forgetMourning(Brand brand, Teammate by, UUID mourning, Instant at) {
        if (!by.may(Permission.SET_GUARD)) {
            return new Outcome.NotAllowed();
        }
        transactions.run(brand.id(), () -> {
            if (db.sql("delete from newsroom.mourning where id = ?")
                            .param(mourning)
                            .update()
                    == 1) {
                told(brand, by, "guard.mourning.removed", at);
            }
        });
        return new Outcome.Done();
    }

    /** One a line, without doubles and empty ones. */
    static List<String> lines(String typed) {
        return typed.lines()
                .map(line -> Clean.line(line, 10_000).text())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    /** The same, as words are compared. */
    static List<String> words(String typed) {
        return lines(typed).stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private void told(Brand brand, Teammate by, String what, Instant at) {
        changes.record(brand.id(), Change.Kind.GUARD, brand.id().value());
        ledger.write(new LedgerEvent(
                brand.id(),
                at,
                what,
                Actor.teammate(by.id().value()),
                "brand",
                brand.id().value(),
                null,
                How.DESK,
                Map.of()));
    }
}
