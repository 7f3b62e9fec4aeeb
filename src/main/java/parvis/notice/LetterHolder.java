package parvis.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brands;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/** Letters to somebody, and those that told others of them. One that waits for somebody else leaves, without the name. */
@Component
@Order(Holder.OF_CONVERSATIONS)
class LetterHolder implements Holder {
    private static final int AT_ONCE = 1_000;

    private static final String TO_THEM =
            " (lower(recipient) = any(:addresses) or copies && :addresses or remaining && :addresses) ";

    private final JdbcClient db;
    private final Brands brands;
    private final Transactions transactions;
    private final Path outbox;

    LetterHolder(JdbcClient db, Brands brands, Transactions transactions, @Value("${parvis.data:data}") Path data) {
        this.db = db;
        this.brands = brands;
        this.transactions = transactions;
        this.outbox = data.resolve("outbox");
    }

    @Override
    public Set<String> answersFor() {
        return Set.of(
                "notice.mail.recipient",
                "notice.mail.subject",
                "notice.mail.plain",
                "notice.mail.html",
                "notice.mail.error",
                "notice.mail.reply_to",
                "notice.mail.earlier",
                "notice.mail.copies",
                "notice.mail.remaining",
                "notice.mail.stop");
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows(
                "letters", db.sql("""
                        select to_jsonb(m) - 'brand' - 'stop' - 'html' - 'reply_to' || case when kind in ('sign_in', 'confirmation', 'data')
                                   then jsonb_build_object('plain', '') else '{}' end
                          from notice.mail m where """ + TO_THEM + " order by created_at, id").param("addresses", whom.addressArray()));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        db.sql("delete from notice.mail where " + TO_THEM + """
                    or conversation = any(:gone) or message = any(:messages)
                    or conversation = any(:all) and state in ('sent', 'failed', 'unconfirmed')
                """)
                .param("addresses", whom.addressArray())
                .param("gone", Columns.uuids(erasure.goneConversations()))
                .param("messages", Columns.uuids(erasure.messages()))
                .param("all", Columns.uuids(erasure.conversations()))
                .update();
        stillToLeave(erasure);
        for (var like : erasure.names().likes()) {
            db.sql("""
                    delete from notice.mail where state in ('sent', 'failed', 'unconfirmed')
                       and (subject ilike :like or plain ilike :like or html ilike :like or error ilike :like
                            or array_to_string(earlier, ' ') ilike :like)
                    """).param("like", like).update();
        }
    }

    private record Waiting(
            UUID id,
            String subject,
            String plain,
            String html,
            @Nullable String error) {}

    private void stillToLeave(Erasure erasure) {
        var names = erasure.names();
        db.sql("""
                select id, subject, plain, html, error from notice.mail
                 where state in ('waiting', 'sending') and (conversation = any(:all)
                       or subject ilike any(:likes) or plain ilike any(:likes) or html ilike any(:likes) or error ilike any(:likes))
                """)
                .param("all", Columns.uuids(erasure.conversations()))
                .param("likes", Columns.texts(names.likes()))
                .query((row, n) -> new Waiting(
                        Rows.uuid(row, "id"),
                        row.getString("subject"),
                        row.getString("plain"),
                        row.getString("html"),
                        Rows.textOrNull(row, "error")))
                .list()
                .forEach(waiting -> db.sql("""
                        update notice.mail set subject = ?, plain = ?, html = ?, error = ?, earlier = '{}' where id = ?
                        """)
                        .param(names.near(waiting.subject()))
                        .param(names.near(waiting.plain()))
                        .param(names.near(waiting.html()))
                        .param(names.anywhereOrNull(waiting.error()))
                        .param(waiting.id())
                        .update());
    }

    /** Letters that were laid into the outbox and of which nothing is known any more. */
    @Override
    public void tidy() {
        if (!Files.isDirectory(outbox)) {
            return;
        }
        try (var files = Files.newDirectoryStream(outbox, "*.eml")) {
            var some = new HashSet<UUID>();
            for (var file : files) {
                id(file, some);
                if (some.size() == AT_ONCE) {
                    tidy(some);
                    some.clear();
                }
            }
            tidy(some);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void id(Path file, Set<UUID> into) {
        try {
            into.add(UUID.fromString(file.getFileName().toString().replace(".eml", "")));
        } catch (IllegalArgumentException somebodyElses) {
            return; // whatever lies there, it is no letter of ours
        }
    }

    private void tidy(Set<UUID> letters) throws IOException {
        var left = new HashSet<>(letters);
        for (var brand : brands.all()) {
            left.removeAll(transactions.reading(brand, () -> known(left)));
        }
        for (var gone : left) {
            Files.deleteIfExists(outbox.resolve(gone + ".eml"));
        }
    }

    private List<UUID> known(Set<UUID> letters) {
        return db.sql("select id from notice.mail where id = any(?)")
                .param(Columns.uuids(letters))
                .query((row, n) -> Rows.uuid(row, "id"))
                .list();
    }
}
