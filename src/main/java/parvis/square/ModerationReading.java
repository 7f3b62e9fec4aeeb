package parvis.square;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Team;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.person.Person;
import parvis.square.page.Author;
import parvis.square.page.ModerationPage.Report;
import parvis.square.page.ModerationPage.Reported;
import parvis.text.Headings;
import parvis.text.Markdown;

/** Open reports, by message. */
@Component
class ModerationReading {
    private static final int MOST = 200;

    private final Transactions transactions;
    private final JdbcClient db;
    private final Team team;

    ModerationReading(Transactions transactions, JdbcClient db, Team team) {
        this.transactions = transactions;
        this.db = db;
        this.team = team;
    }

    List<Reported> open(Brand brand) {
        return transactions.reading(brand.id(), () -> {
            var byMessage = new LinkedHashMap<UUID, Reported>();
            db.sql("""
                    select r.message, r.reason, r.words, r.at as reported_at, who.name as reporter,
                           m.at, m.language, m.text, m.html, m.teammate, p.name, p.handle, c.number, c.slug, c.subject
                      from conversation.report r
                      join conversation.message m on m.brand = r.brand and m.id = r.message
                      join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                      left join person.person p on p.brand = m.brand and p.id = m.person
                      left join person.person who on who.brand = r.brand and who.id = r.reporter
                     where r.state = 'open' order by r.at, r.id limit ?
                    """).param(MOST).query(row -> {
                var teammate = Rows.uuidOrNull(row, "teammate");
                var html = Rows.textOrNull(row, "html");
                var reporter = Rows.textOrNull(row, "reporter");
                var message = Rows.uuid(row, "message");
                if (!byMessage.containsKey(message)) {
                    byMessage.put(
                            message,
                            new Reported(
                                    message,
                                    teammate == null
                                            ? Author.member(row.getString("name"), row.getString("handle"), null)
                                            : team.byId(brand.id(), teammate)
                                                    .map(Author::house)
                                                    .orElseThrow(),
                                    Rows.instant(row, "at"),
                                    Rows.textOrNull(row, "language"),
                                    html == null ? Markdown.toHtml(row.getString("text")) : Headings.ordered(html),
                                    "/questions/" + row.getLong("number") + "-" + row.getString("slug") + "#m-"
                                            + message,
                                    row.getString("subject"),
                                    new ArrayList<>()));
                }
                byMessage
                        .get(message)
                        .reports()
                        .add(new Report(
                                row.getString("reason"),
                                row.getString("words"),
                                reporter == null ? null : Person.publicName(reporter),
                                Rows.instant(row, "reported_at")));
            });
            return List.copyOf(byMessage.values());
        });
    }
}
