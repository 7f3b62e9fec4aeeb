package parvis.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Approval;
import parvis.conversation.Approvals;
import parvis.conversation.ConversationId;
import parvis.conversation.Lending;
import parvis.conversation.State;
import parvis.conversation.Visibility;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.desk.page.LentPage;
import parvis.desk.page.LentTalk;
import parvis.desk.page.LentTalk.Proposed;
import parvis.desk.page.LentTalk.Said;
import parvis.text.Markdown;
import parvis.web.Shell;

/** What the agency sees of what is lent: what was said, never what was noted. Calls belong inside a transaction of the brand. */
@Component
class LentReader {
    static final int MOST = 100;
    private static final int MOST_SAID = 200;

    private final JdbcClient db;
    private final Lending lending;
    private final Approvals approvals;
    private final Talks talks;
    private final Team team;

    LentReader(JdbcClient db, Lending lending, Approvals approvals, Talks talks, Team team) {
        this.db = db;
        this.lending = lending;
        this.approvals = approvals;
        this.talks = talks;
        this.team = team;
    }

    LentPage list(Brand brand, Shell shell, Instant now) {
        var moments = new Moments(shell, brand, now);
        var ids = lending.conversations(now, MOST);
        var rows = ids.isEmpty()
                ? List.<LentPage.Row>of()
                : db.sql("""
                        select c.number, c.subject, c.language, c.state, c.last_message_at, p.name
                          from conversation.conversation c join person.person p on p.brand = c.brand and p.id = c.person
                         where c.id = any(:ids) order by c.last_message_at desc, c.id desc
                        """)
                        .param("ids", Columns.uuids(ids, ConversationId::value))
                        .query((row, n) -> new LentPage.Row(
                                row.getLong("number"),
                                row.getString("subject"),
                                row.getString("language").equals(shell.language()) ? null : row.getString("language"),
                                row.getString("name"),
                                shell.t("lent.state." + row.getString("state")),
                                moments.at(Rows.instant(row, "last_message_at"))))
                        .list();
        return new LentPage(rows, rows.size() == MOST);
    }

    /** Empty for what is not lent. */
    Optional<ConversationId> find(long number, Instant now) {
        return talks.byNumber(number).filter(id -> lending.reaches(id, now));
    }

    Optional<LentTalk> talk(Brand brand, Teammate me, Shell shell, long number, Instant now) {
        var moments = new Moments(shell, brand, now);
        return find(number, now).flatMap(id -> talks.head(number)).map(head -> {
            var said = db.sql("""
                    select m.id, m.visibility, m.teammate, m.language, m.text, m.at, p.name,
                           exists (select from conversation.attachment a where a.brand = m.brand and a.message = m.id) as files
                      from conversation.message m
                      left join person.person p on p.brand = m.brand and p.id = m.person
                     where m.conversation = ? and m.kind <> 'note' and m.state not in ('draft', 'waiting') and m.hidden_at is null
                     order by m.at desc, m.id desc limit ?
                    """)
                    .params(head.id().value(), MOST_SAID)
                    .query((row, n) -> said(brand, shell, moments, row))
                    .list()
                    .reversed();
            return new LentTalk(
                    number,
                    head.subject(),
                    head.language().equals(shell.language()) ? null : head.language(),
                    said,
                    said.size() == MOST_SAID,
                    head.lastMessage() == null ? null : head.lastMessage().toString(),
                    head.visibility().isShared(),
                    head.visibility() == Visibility.MEMBERS,
                    head.state() == State.CLOSED,
                    proposed(me, head.id()),
                    ComposerReader.MOST,
                    "",
                    null);
        });
    }

    private Said said(Brand brand, Shell shell, Moments moments, ResultSet row) throws SQLException {
        var teammate = Rows.uuidOrNull(row, "teammate");
        var name = Rows.textOrNull(row, "name");
        var language = Rows.textOrNull(row, "language");
        return new Said(
                "m-" + Rows.uuid(row, "id"),
                teammate == null ? name == null ? shell.t("desk.somebody") : name : nameOf(brand, shell, teammate),
                teammate != null,
                row.getString("visibility").equals("private"),
                moments.at(Rows.instant(row, "at")),
                Rows.instant(row, "at").toString(),
                language == null || language.equals(shell.language()) ? null : language,
                Markdown.toHtml(row.getString("text")),
                row.getBoolean("files"));
    }

    private String nameOf(Brand brand, Shell shell, UUID teammate) {
        return team.byId(brand.id(), teammate).map(Teammate::name).orElseGet(() -> shell.t("desk.somebody"));
    }

    private List<Proposed> proposed(Teammate me, ConversationId id) {
        return approvals.of(id).stream()
                .filter(approval -> approval.drafter().equals(me.id().value()))
                .filter(approval -> approval.state() != Approval.State.APPROVED)
                .map(approval -> new Proposed(
                        approval.message().value().toString(),
                        approval.text(),
                        approval.version(),
                        approval.state() == Approval.State.RETURNED,
                        approval.advice()))
                .toList();
    }
}
