package parvis.brand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Who is away, from when to when, and who stands in; kept per node until the change log says otherwise. */
@Component
public class Absences implements ChangeListener {
    /** In characters, as people count them. */
    public static final int MOST_WORDS = 200;

    private static final int MOST_DAYS = 366;
    private static final int MOST_SHOWN = 200;

    public enum Outcome {
        DONE,
        /** The last day comes before the first. */
        BACKWARDS,
        /** Its last day has passed, or lies further ahead than anybody plans. */
        NOT_AHEAD,
        /** They said already that they are away on one of these days. */
        OVERLAPS,
        /** Whoever should stand in is the one who is away, left, or does not answer people. */
        CANNOT_STAND_IN,
        /** Whoever should stand in has the one who is away stand in for them, perhaps by others, on one of these days. */
        CIRCLE,
        UNKNOWN,
        NOT_ALLOWED
    }

    /** @param standIn null for nobody in particular */
    public record Wish(
            TeammateId teammate,
            LocalDate first,
            LocalDate last,
            @Nullable UUID standIn,
            String words) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final Team team;
    private final Changes changes;
    private final Ledger ledger;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Cache<BrandId, List<Absence>> kept =
            Caffeine.newBuilder().maximumSize(1_000).build();

    Absences(
            Transactions transactions,
            JdbcClient db,
            Team team,
            Changes changes,
            Ledger ledger,
            Audit audit,
            ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.db = db;
        this.team = team;
        this.changes = changes;
        this.ledger = ledger;
        this.audit = audit;
        this.events = events;
    }

    /** Who is away then, as far as this node has heard. */
    public Away away(Brand brand, Instant at) {
        return new Away(holding(kept.get(brand.id(), this::read), brand, at), team.of(brand.id()));
    }

    /** The same as this transaction sees it, with what it changed itself. */
    public Away awayNow(Brand brand, Instant at) {
        return new Away(holding(read(brand.id()), brand, at), team.read(brand.id()));
    }

    private static List<Absence> holding(List<Absence> all, Brand brand, Instant at) {
        return all.stream().filter(a -> a.holds(brand.zone(), at)).toList();
    }

    /** Of one colleague, the latest first, those that are over and those that were taken back too. */
    public List<Absence> of(BrandId brand, TeammateId teammate) {
        return transactions.reading(
                brand,
                () -> db.sql("select * from brand.absence where teammate = ? order by first_day desc, id desc limit "
                                + MOST_SHOWN)
                        .param(teammate.value())
                        .query(Absences::absence)
                        .list());
    }

    /** Of oneself, or by whoever runs the team. */
    public Outcome say(Brand brand, Wish wish, Teammate by, @Nullable String origin, Instant at) {
        if (!mayFor(wish.teammate(), by)) {
            return Outcome.NOT_ALLOWED;
        }
        return transactions.in(brand.id(), () -> {
            lock();
            var colleagues = new Away(List.of(), team.read(brand.id()));
            var whom = wish.teammate().value();
            var known = team.read(brand.id()).stream()
                    .anyMatch(t -> t.active() && t.id().value().equals(whom));
            if (!known) {
                return Outcome.UNKNOWN;
            }
            var refused = refusal(brand, wish, colleagues, at);
            if (refused != null) {
                return refused;
            }
            var id = Ids.next();
            db.sql("""
                    insert into brand.absence (brand, id, teammate, stand_in, first_day, last_day, words, said_by, said_at)
                    values (:brand, :id, :teammate, :standIn, :first, :last, :words, :by, :at)
                    """)
                    .param("brand", brand.id().value())
                    .param("id", id)
                    .param("teammate", whom)
                    .param("standIn", wish.standIn())
                    .param("first", wish.first())
                    .param("last", wish.last())
                    .param("words", wish.words())
                    .param("by", by.id().value())
                    .param("at", Rows.time(at))
                    .update();
            told(brand, "absence.said", wish.teammate(), wish.first(), wish.last(), by, origin, at);
            return Outcome.DONE;
        });
    }

    private @Nullable Outcome refusal(Brand brand, Wish wish, Away colleagues, Instant at) {
        var today = at.atZone(brand.zone()).toLocalDate();
        if (wish.last().isBefore(wish.first())) {
            return Outcome.BACKWARDS;
        }
        if (wish.last().isBefore(today)
                || wish.last().isAfter(wish.first().plusDays(MOST_DAYS))
                || wish.first().isAfter(today.plusDays(2L * MOST_DAYS))) {
            return Outcome.NOT_AHEAD;
        }
        var ahead = read(brand.id()).stream()
                .filter(a -> a.isAhead(brand.zone(), at))
                .toList();
        if (ahead.stream().anyMatch(a -> a.teammate().equals(wish.teammate()) && a.meets(wish.first(), wish.last()))) {
            return Outcome.OVERLAPS;
        }
        var standIn = wish.standIn();
        if (standIn == null) {
            return null;
        }
        if (standIn.equals(wish.teammate().value())
                || colleagues.inCharge(standIn).isEmpty()) {
            return Outcome.CANNOT_STAND_IN;
        }
        return leadsTo(wish.teammate().value(), standIn, wish.first(), wish.last(), ahead) ? Outcome.CIRCLE : null;
    }

    /** Whether, on one of these days, what is given to one goes to the other. There is no ring yet, so that this ends. */
    private static boolean leadsTo(UUID whom, UUID from, LocalDate first, LocalDate last, List<Absence> ahead) {
        return ahead.stream()
                .filter(a -> a.teammate().value().equals(from) && a.meets(first, last))
                .anyMatch(a -> {
                    var next = a.standIn();
                    return next != null
                            && (next.equals(whom)
                                    || leadsTo(
                                            whom,
                                            next,
                                            first.isAfter(a.first()) ? first : a.first(),
                                            last.isBefore(a.last()) ? last : a.last(),
                                            ahead));
                });
    }

    /** Before it begins it never was; while it holds they are back from now on. What is over stays as it was. */
    public Outcome takeBack(
            Brand brand, TeammateId whom, UUID absence, Teammate by, @Nullable String origin, Instant at) {
        if (!mayFor(whom, by)) {
            return Outcome.NOT_ALLOWED;
        }
        return transactions.in(brand.id(), () -> {
            lock();
            var found = of(brand.id(), whom).stream()
                    .filter(a -> a.id().equals(absence) && a.isAhead(brand.zone(), at))
                    .findFirst();
            if (found.isEmpty()) {
                return Outcome.UNKNOWN;
            }
            db.sql("update brand.absence set ended_at = ? where id = ?")
                    .params(Rows.time(at), absence)
                    .update();
            told(
                    brand,
                    "absence.taken-back",
                    whom,
                    found.get().first(),
                    found.get().last(),
                    by,
                    origin,
                    at);
            return Outcome.DONE;
        });
    }

    private static boolean mayFor(TeammateId whom, Teammate by) {
        return by.active() && (by.id().equals(whom) || by.may(Permission.SET_TEAM));
    }

    /** Of two who say something at once, one sees what the other said: nothing overlaps, and no ring is made. */
    private void lock() {
        db.sql("select brand from brand.brand for no key update")
                .query(UUID.class)
                .list();
    }

    private void told(
            Brand brand,
            String what,
            TeammateId whom,
            LocalDate first,
            LocalDate last,
            Teammate by,
            @Nullable String origin,
            Instant at) {
        var actor = Actor.teammate(by.id().value());
        var days = Map.<String, Object>of("first", first.toString(), "last", last.toString());
        changes.record(brand.id(), Change.Kind.TEAM, whom.value());
        ledger.write(new LedgerEvent(brand.id(), at, what, actor, "teammate", whom.value(), null, How.DIRECT, days));
        audit.write(brand.id(), at, actor, what, "teammate", whom.value(), origin, days);
        Transactions.afterCommit(() -> kept.invalidate(brand.id()));
        events.publishEvent(new AbsenceChanged(brand.id(), at));
    }

    @Override
    public void changed(List<Change> changed) {
        for (var change : changed) {
            if (change.kind() == Change.Kind.TEAM) {
                kept.invalidate(change.brand());
            }
        }
    }

    @Override
    public void interrupted() {
        kept.invalidateAll();
    }

    /** Those that were not taken back. */
    private List<Absence> read(BrandId brand) {
        return transactions.reading(
                brand,
                () -> db.sql(
                                "select * from brand.absence where ended_at is null order by first_day desc, id desc limit 5000")
                        .query(Absences::absence)
                        .list());
    }

    private static Absence absence(ResultSet row, int n) throws SQLException {
        return new Absence(
                Rows.uuid(row, "id"),
                new TeammateId(Rows.uuid(row, "teammate")),
                Rows.uuidOrNull(row, "stand_in"),
                Objects.requireNonNull(row.getObject("first_day", LocalDate.class)),
                Objects.requireNonNull(row.getObject("last_day", LocalDate.class)),
                row.getString("words"),
                Rows.uuid(row, "said_by"),
                Rows.instantOrNull(row, "ended_at"));
    }
}
