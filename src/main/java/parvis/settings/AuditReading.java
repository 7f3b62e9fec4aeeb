package parvis.settings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.database.Transactions;

/** The audit trail of a brand, in pieces. */
@Component
class AuditReading {
    /**
     * What is looked for.
     *
     * @param before what stands behind the piece that was read last; null for the newest
     */
    record Wish(
            @Nullable UUID who,
            String act,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Place before) {
        Wish behind(Entry last) {
            return new Wish(who, act, from, to, new Place(last.at(), last.id()));
        }
    }

    record Place(Instant at, UUID id) {}

    /**
     * @param actorName of a person, where there is one
     * @param detail JSON
     * @param aside JSON; null where there was nothing of people, or where it was erased
     * @param position in the chain, and its link there; null for what the house never wrote
     */
    record Entry(
            UUID id,
            Instant at,
            String actorKind,
            @Nullable UUID actor,
            @Nullable String actorName,
            String action,
            String subjectKind,
            @Nullable UUID subject,
            @Nullable String subjectName,
            String detail,
            @Nullable String origin,
            @Nullable String aside,
            @Nullable Long position,
            @Nullable String link) {}

    private final Transactions transactions;
    private final JdbcClient db;

    AuditReading(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /** The newest first. */
    List<Entry> read(Brand brand, Wish wish, int most) {
        var before = wish.before();
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select a.*, x.origin, x.detail as aside, l.position, encode(l.hash, 'hex') as link,
                               p.name as actor_name, s.name as subject_name
                          from brand.audit a
                          left join brand.audit_aside x on x.brand = a.brand and x.entry = a.id
                          left join brand.audit_link l on l.brand = a.brand and l.entry = a.id
                          left join person.person p on p.brand = a.brand and p.id = a.actor
                          left join person.person s on s.brand = a.brand and s.id = a.subject
                         where (:who::uuid is null or a.actor = :who) and (:act = '' or a.action = :act)
                           and (:from::timestamptz is null or a.at >= :from) and (:to::timestamptz is null or a.at < :to)
                           and (:at::timestamptz is null or (a.at, a.id) < (:at, :id))
                         order by a.at desc, a.id desc limit :most
                        """)
                        .param("who", wish.who())
                        .param("act", wish.act())
                        .param("from", Rows.timeOrNull(wish.from()))
                        .param("to", Rows.timeOrNull(wish.to()))
                        .param("at", before == null ? null : Rows.time(before.at()))
                        .param("id", before == null ? null : before.id())
                        .param("most", most)
                        .query(AuditReading::entry)
                        .list());
    }

    /** What was done here at all. */
    List<String> acts(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select distinct action from brand.audit order by action limit 200")
                        .query((row, n) -> row.getString("action"))
                        .list());
    }

    private static Entry entry(ResultSet row, int n) throws SQLException {
        return new Entry(
                Rows.uuid(row, "id"),
                Rows.instant(row, "at"),
                row.getString("actor_kind"),
                Rows.uuidOrNull(row, "actor"),
                Rows.textOrNull(row, "actor_name"),
                row.getString("action"),
                row.getString("subject_kind"),
                Rows.uuidOrNull(row, "subject"),
                Rows.textOrNull(row, "subject_name"),
                row.getString("detail"),
                Rows.textOrNull(row, "origin"),
                Rows.textOrNull(row, "aside"),
                row.getObject("position", Long.class),
                Rows.textOrNull(row, "link"));
    }
}
