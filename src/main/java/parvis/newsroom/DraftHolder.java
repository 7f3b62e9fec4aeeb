package parvis.newsroom;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.privacy.Erasure;
import parvis.privacy.Everywhere;
import parvis.privacy.Holder;
import parvis.privacy.Names;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/** Drafts that quote somebody, and what was said of words about them. */
@Component
@Order(Holder.OF_CONVERSATIONS)
class DraftHolder implements Holder {
    private final JdbcClient db;
    private final Changes changes;

    DraftHolder(JdbcClient db, Changes changes) {
        this.db = db;
        this.changes = changes;
    }

    @Override
    public Set<String> answersFor() {
        return Set.of(
                "newsroom.draft.title",
                "newsroom.draft.brief",
                "newsroom.draft.words",
                "newsroom.version.title",
                "newsroom.version.brief",
                "newsroom.version.words",
                "newsroom.version.alts",
                "newsroom.picture.name",
                "newsroom.picture.alt",
                "newsroom.picture.credit",
                "newsroom.verdict.passage",
                "newsroom.verdict.reason");
    }

    /** Words of the house that name them: their address is what tells so for sure. */
    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows("drafts", db.sql("""
                        select jsonb_build_object('title', title, 'brief', brief, 'words', words, 'changed_at', changed_at)
                          from newsroom.draft where title || ' ' || brief || ' ' || words ilike any(:likes) order by changed_at
                        """).param("likes", Columns.texts(new Names(whom, Set.of()).likes())));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        var all = new Everywhere(db, erasure.names());
        var texts = List.of("title", "brief", "words");
        var drafts = new HashSet<>(all.replace("newsroom.draft", List.of("id"), texts));
        all.replace("newsroom.version", List.of("draft", "version"), texts);
        alternativeTexts(erasure.names());
        drafts.addAll(all.replace("newsroom.picture", List.of("id"), List.of("name", "alt", "credit")));
        db.sql("delete from newsroom.verdict where subject = any(?)")
                .param(Columns.uuids(erasure.goneConversations()))
                .update();
        // a verdict is found again by its very passage: one that names somebody is none any more
        for (var like : erasure.names().likes()) {
            db.sql("delete from newsroom.verdict where passage ilike :like or reason ilike :like")
                    .param("like", like)
                    .update();
        }
        // whoever has one open would bring the name back with the next save
        db.sql("update newsroom.draft set version = version + 1 where id = any(?)")
                .param(Columns.uuids(drafts))
                .update();
        changes.recordAll(whom.brand(), Change.Kind.DRAFT, drafts);
    }

    private void alternativeTexts(Names names) {
        record Version(UUID draft, int version, List<String> alts) {}
        db.sql("select draft, version, alts from newsroom.version where array_to_string(alts, ' ') ilike any(?)")
                .param(Columns.texts(names.likes()))
                .query((row, n) -> new Version(Rows.uuid(row, "draft"), row.getInt("version"), List.of((String[])
                        row.getArray("alts").getArray())))
                .list()
                .forEach(version -> db.sql("update newsroom.version set alts = ? where draft = ? and version = ?")
                        .params(Columns.texts(version.alts(), names::anywhere), version.draft(), version.version())
                        .update());
    }

    @Override
    public Set<String> filesInUse(Collection<String> sha256) {
        var used = new HashSet<String>();
        db.sql("""
                select file as name from newsroom.picture where file = any(:names)
                union select thumb from newsroom.picture where thumb = any(:names)
                """).param("names", Columns.texts(sha256)).query(row -> {
            used.add(row.getString("name"));
        });
        return used;
    }
}
