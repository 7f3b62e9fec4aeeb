package parvis.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;

/** How far each mailbox was read, and how it goes. Calls belong inside a transaction of the brand. */
@Repository
class MailboxRows {
    private final JdbcClient db;

    MailboxRows(JdbcClient db) {
        this.db = db;
    }

    /** Every mail up to this number was taken, while the validity is the same. */
    record Reached(long validity, long lastUid, Instant lookedAt) {}

    /** Empty for one that was never read. */
    Optional<Reached> reached(String name) {
        return db.sql(
                        "select validity, last_uid, looked_at from mail.mailbox where name = ? and validity is not null and looked_at is not null")
                .param(name)
                .query((row, n) ->
                        new Reached(row.getLong("validity"), row.getLong("last_uid"), Rows.instant(row, "looked_at")))
                .optional();
    }

    void reach(String name, Reached now, @Nullable Instant lastMailAt) {
        db.sql("""
                update mail.mailbox
                   set validity = :validity, last_uid = :uid, looked_at = :at, last_mail_at = coalesce(:mail, last_mail_at)
                 where name = :name
                """)
                .param("validity", now.validity())
                .param("uid", now.lastUid())
                .param("at", Rows.time(now.lookedAt()))
                .param("mail", Rows.timeOrNull(lastMailAt))
                .param("name", name)
                .update();
    }

    void is(BrandId brand, String name, MailboxState.State state, MailboxState.@Nullable Trouble trouble, Instant at) {
        db.sql("""
                insert into mail.mailbox (brand, name, state, trouble, since) values (:brand, :name, :state, :trouble, :at)
                on conflict (brand, name) do update set state = :state, trouble = :trouble, since = :at
                 where (mailbox.state, mailbox.trouble) is distinct from (:state, :trouble)
                """)
                .param("brand", brand.value())
                .param("name", name)
                .param("state", state.word())
                .param("trouble", trouble == null ? null : trouble.word())
                .param("at", Rows.time(at))
                .update();
    }

    /** Whether it is told for the first time. */
    boolean leftBehind(BrandId brand, String name, long validity, Imap.Lying mail, String reason, Instant at) {
        return db.sql("""
                insert into mail.left_behind (brand, mailbox, validity, uid, bytes, reason, at) values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                        .params(brand.value(), name, validity, mail.uid(), mail.bytes(), reason)
                        .param(Rows.time(at))
                        .update()
                > 0;
    }

    void keepOnly(List<String> names) {
        for (var table : List.of("left_behind where mailbox", "mailbox where name")) {
            db.sql("delete from mail." + table + " <> all(?)")
                    .param(Columns.texts(names))
                    .update();
        }
    }

    List<MailboxState> all() {
        return db.sql("""
                select name, state, trouble, since, last_mail_at,
                       (select count(*) from mail.left_behind l where l.brand = m.brand and l.mailbox = m.name) as left_behind
                  from mail.mailbox m order by name limit 100
                """)
                .query((row, n) -> {
                    var trouble = row.getString("trouble");
                    return new MailboxState(
                            row.getString("name"),
                            MailboxState.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            trouble == null ? null : MailboxState.Trouble.valueOf(trouble.toUpperCase(Locale.ROOT)),
                            Rows.instant(row, "since"),
                            Rows.instantOrNull(row, "last_mail_at"),
                            row.getLong("left_behind"));
                })
                .list();
    }
}
