package parvis.square;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Catalogue;
import parvis.brand.Product;
import parvis.database.Rows;
import parvis.square.page.PersonPage.Answered;
import parvis.square.page.QuestionRow;
import parvis.text.PlainText;

/** What somebody did in public. Calls belong inside a transaction of the brand. */
@Component
class PersonReading {
    private static final int MOST = 20;
    private static final int EXCERPT = 180;

    /** Whose messages: one or the other column of a message holds an id. */
    enum Side {
        PERSON("m.person = :who"),
        TEAMMATE("m.teammate = :who");

        private final String condition;

        Side(String condition) {
            this.condition = condition;
        }
    }

    private static final String READABLE = """
             and m.visibility = 'public' and m.hidden_at is null and m.state not in ('draft', 'waiting') and m.kind <> 'note'
             and c.visibility = 'public' and c.hidden_at is null
            """;

    private final JdbcClient db;
    private final QuestionRows questions;
    private final QuestionList list;
    private final Catalogue catalogue;

    PersonReading(JdbcClient db, QuestionRows questions, QuestionList list, Catalogue catalogue) {
        this.db = db;
        this.questions = questions;
        this.list = list;
        this.catalogue = catalogue;
    }

    List<QuestionRow> asked(Brand brand, UUID person, Instant now) {
        return db.sql(QuestionRows.SELECT + " and c.person = ? order by c.last_message_at desc, c.id desc limit ?")
                .params(person, MOST)
                .query(questions.of(brand, now))
                .list();
    }

    /** The newest answer in each question that somebody else asked. */
    List<Answered> answered(Brand brand, Side side, UUID who, Instant now) {
        var excerpts = new LinkedHashMap<UUID, String>();
        db.sql(
                        "select m.conversation, m.text from conversation.message m join conversation.conversation c"
                                + " on c.brand = m.brand and c.id = m.conversation where " + side.condition + READABLE
                                + " and m.parent is null and c.person is distinct from m.person order by m.at desc, m.id desc limit 100")
                .param("who", who)
                .query(row -> {
                    if (excerpts.size() < MOST) {
                        excerpts.putIfAbsent(
                                Rows.uuid(row, "conversation"), PlainText.excerpt(row.getString("text"), EXCERPT));
                    }
                });
        var answered = new ArrayList<Answered>();
        for (var row : list.byIds(brand, List.copyOf(excerpts.keySet()), now)) {
            answered.add(new Answered(row, excerpts.getOrDefault(row.id(), "")));
        }
        return answered;
    }

    /** People who said that a message of theirs helped. */
    long helped(Side side, UUID who) {
        return db.sql(
                        "select count(distinct coalesce(r.person::text, encode(r.reader, 'hex'))) from conversation.rating r"
                                + " join conversation.message m on m.brand = r.brand and m.id = r.message"
                                + " join conversation.conversation c on c.brand = m.brand and c.id = m.conversation where "
                                + side.condition + READABLE + " and r.help = 'yes'")
                .param("who", who)
                .query(Long.class)
                .single();
    }

    /** What they answered about. */
    List<Product> products(Brand brand, Side side, UUID who) {
        return db
                .sql("select c.product from conversation.message m join conversation.conversation c"
                        + " on c.brand = m.brand and c.id = m.conversation where " + side.condition + READABLE
                        + " and c.product is not null and c.person is distinct from m.person"
                        + " group by c.product order by count(*) desc limit 5")
                .param("who", who)
                .query((row, n) -> Rows.uuid(row, "product"))
                .list()
                .stream()
                .flatMap(id -> catalogue.product(brand.id(), id).stream())
                .toList();
    }

    /** Whether they have ever written something that everybody may read. */
    boolean isKnown(UUID person) {
        return db.sql("select 1 from conversation.message m join conversation.conversation c"
                        + " on c.brand = m.brand and c.id = m.conversation where " + Side.PERSON.condition + READABLE
                        + " limit 1")
                .param("who", person)
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
