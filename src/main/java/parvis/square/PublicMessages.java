package parvis.square;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.Visitor;
import parvis.square.page.Author;
import parvis.square.page.MessagePage;
import parvis.square.page.MessagePage.Chosen;
import parvis.text.Headings;
import parvis.text.Markdown;

/** Single messages that everybody may read. */
@Component
class PublicMessages {
    private final Transactions transactions;
    private final JdbcClient db;
    private final Team team;

    PublicMessages(Transactions transactions, JdbcClient db, Team team) {
        this.transactions = transactions;
        this.db = db;
        this.team = team;
    }

    /** Empty for one that is private, hidden, somewhere else, or read by members alone where this visitor is none. */
    Optional<MessagePage> find(Brand brand, Visitor visitor, UUID message) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select m.*, p.name, p.handle, c.number, c.slug
                          from conversation.message m
                          join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                          left join person.person p on p.brand = m.brand and p.id = m.person
                         where m.id = ? and m.visibility = 'public' and m.hidden_at is null and m.state not in ('draft', 'waiting')
                           and (c.visibility = 'public' or c.visibility = 'members' and ?) and c.hidden_at is null
                        """)
                        .params(message, visitor.isMember())
                        .query((row, n) -> {
                            var teammate = Rows.uuidOrNull(row, "teammate");
                            var html = Rows.textOrNull(row, "html");
                            return new MessagePage(
                                    Rows.uuid(row, "id"),
                                    teammate == null
                                            ? Author.member(row.getString("name"), row.getString("handle"), null)
                                            : team.byId(brand.id(), teammate)
                                                    .map(Author::house)
                                                    .orElseThrow(),
                                    Rows.instant(row, "at"),
                                    Rows.textOrNull(row, "language"),
                                    html == null ? Markdown.toHtml(row.getString("text")) : Headings.ordered(html),
                                    "/questions/" + row.getLong("number") + "-" + row.getString("slug"),
                                    List.of(),
                                    false,
                                    Chosen.EMPTY);
                        })
                        .optional());
    }
}
