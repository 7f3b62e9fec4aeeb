package parvis.conversation;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.privacy.Erasure;
import parvis.privacy.Everywhere;
import parvis.privacy.Names;
import parvis.privacy.Whom;
import parvis.text.Slug;

/** What stays of somebody in public, without who they were. */
@Component
class WithoutName {
    private final JdbcClient db;
    private final AsItCame asItCame;

    WithoutName(JdbcClient db, AsItCame asItCame) {
        this.db = db;
        this.asItCame = asItCame;
    }

    void stay(Whom whom, Erasure erasure) {
        settle(whom, erasure);
        messages(whom, erasure);
        subjects(erasure);
        pictures(whom, erasure);
        everywhere(erasure);
    }

    /** Nobody waits for the house any more. */
    private void settle(Whom whom, Erasure erasure) {
        db.sql("""
                update conversation.conversation
                   set state = 'closed', closed_at = :at, clock_since = null, due_at = null
                 where person = :person and state in ('open', 'waiting')
                """)
                .param("at", Rows.time(erasure.at()))
                .param("person", whom.person())
                .update();
        db.sql("update conversation.merged set subject = '' where into_conversation = any(?)")
                .param(Columns.uuids(erasure.keptConversations()))
                .update();
    }

    private record Written(
            UUID id,
            boolean own,
            String text,
            @Nullable String html,
            @Nullable String quoted) {}

    private void messages(Whom whom, Erasure erasure) {
        var names = erasure.names();
        db.sql("""
                select id, person = :person as own, text, html, quoted from conversation.message
                 where conversation = any(:kept) or conversation = any(:changed)
                """)
                .param("person", whom.person())
                .param("kept", Columns.uuids(erasure.keptConversations()))
                .param("changed", Columns.uuids(erasure.changedConversations()))
                .query((row, n) -> new Written(
                        Rows.uuid(row, "id"),
                        row.getBoolean("own"),
                        row.getString("text"),
                        Rows.textOrNull(row, "html"),
                        Rows.textOrNull(row, "quoted")))
                .list()
                .forEach(written -> rewrite(written, names));
    }

    private void rewrite(Written was, Names names) {
        var text = said(was.own(), was.text(), names);
        var html = was.html() == null ? null : said(was.own(), was.html(), names);
        // what was folded away is what others had written, to them
        var quoted = was.own() || was.quoted() == null ? null : names.near(was.quoted());
        if (!text.equals(was.text()) || !Objects.equals(html, was.html()) || !Objects.equals(quoted, was.quoted())) {
            db.sql("update conversation.message set text = ?, html = ?, quoted = ? where id = ?")
                    .param(text)
                    .param(html)
                    .param(quoted)
                    .param(was.id())
                    .update();
        }
    }

    private static String said(boolean own, String text, Names names) {
        return own ? names.own(text) : names.near(text);
    }

    private record Named(UUID id, String subject) {}

    private void subjects(Erasure erasure) {
        db.sql("select id, subject from conversation.conversation where id = any(?)")
                .param(Columns.uuids(erasure.keptConversations()))
                .query((row, n) -> new Named(Rows.uuid(row, "id"), row.getString("subject")))
                .list()
                .forEach(named -> {
                    var subject = erasure.names().own(named.subject());
                    if (!subject.equals(named.subject())) {
                        db.sql("update conversation.conversation set subject = ?, slug = ? where id = ?")
                                .params(subject, Slug.of(subject), named.id())
                                .update();
                    }
                });
    }

    private record Shown(UUID id, String name, String alt) {}

    /** Pictures stay with the words that they belong to, drawn anew as they were when they came; other files go. */
    private void pictures(Whom whom, Erasure erasure) {
        db.sql("""
                delete from conversation.attachment a using conversation.message m
                 where m.brand = a.brand and m.id = a.message and m.person = ? and a.thumb is null returning a.file
                """)
                .param(whom.person())
                .query((row, n) -> row.getString("file"))
                .list()
                .forEach(erasure.files()::add);
        db.sql("""
                select a.id, a.name, a.alt from conversation.attachment a
                  join conversation.message m on m.brand = a.brand and m.id = a.message where m.person = ?
                """)
                .param(whom.person())
                .query((row, n) -> new Shown(Rows.uuid(row, "id"), row.getString("name"), row.getString("alt")))
                .list()
                .forEach(shown -> db.sql("update conversation.attachment set name = ?, alt = ? where id = ?")
                        .params(
                                "photo"
                                        + shown.name()
                                                .substring(
                                                        Math.max(0, shown.name().lastIndexOf('.'))),
                                erasure.names().own(shown.alt()),
                                shown.id())
                        .update());
    }

    /** Whoever else wrote of them. */
    private void everywhere(Erasure erasure) {
        var all = new Everywhere(db, erasure.names());
        var id = List.of("id");
        var changed = erasure.changedConversations();
        changed.addAll(all.replace(
                "conversation.message",
                List.of("conversation", "id"),
                List.of("text", "html", "quoted", "hidden_reason", "written_from")));
        var named = all.replace("conversation.conversation", id, List.of("subject"));
        changed.addAll(named);
        addresses(named);
        asItCame.without(erasure.names());
        all.replace("conversation.attachment", id, List.of("name", "alt"));
        all.replace("conversation.approval", List.of("message"), List.of("advice"));
        all.replace("conversation.rating", id, List.of("words"));
        all.replace("conversation.report", id, List.of("words", "decision"));
        all.replace("conversation.merged", id, List.of("subject"));
        for (var like : erasure.names().likes()) {
            db.sql(
                            "update conversation.copy set name = '', failed = case when failed ilike :like then '' else failed end"
                                    + " where name ilike :like or failed ilike :like")
                    .param("like", like)
                    .update();
            db.sql("delete from conversation.tag where tag ilike ?").param(like).update();
            db.sql("delete from conversation.tagging where tag ilike ?")
                    .param(like)
                    .update();
            db.sql("delete from conversation.held_picture where name ilike :like or alt ilike :like")
                    .param("like", like)
                    .update();
            db.sql("update conversation.conversation set origin_url = null where origin_url ilike ?")
                    .param(like)
                    .update();
            db.sql("update conversation.message set origin_url = null where origin_url ilike ?")
                    .param(like)
                    .update();
            // unique, and still the same for the same
            db.sql("""
                    update conversation.message set external_id = 'sha256:' || encode(sha256(convert_to(external_id, 'UTF8')), 'hex')
                     where external_id ilike ?
                    """).param(like).update();
        }
        changed.removeAll(erasure.keptConversations());
    }

    /** Pages are where their subject says. */
    private void addresses(Set<UUID> conversations) {
        db.sql("select id, subject from conversation.conversation where id = any(?)")
                .param(Columns.uuids(conversations))
                .query((row, n) -> new Named(Rows.uuid(row, "id"), row.getString("subject")))
                .list()
                .forEach(named -> db.sql("update conversation.conversation set slug = ? where id = ?")
                        .params(Slug.of(named.subject()), named.id())
                        .update());
    }
}
