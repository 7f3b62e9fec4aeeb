package parvis.square;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.square.page.ProductPage.Helpful;

/** The questions about a product whose answers helped most people. */
@Component
class HelpfulQuestions {
    private static final int MOST = 5;

    private final Transactions transactions;
    private final JdbcClient db;

    HelpfulQuestions(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    List<Helpful> about(Brand brand, UUID product) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select c.number, c.slug, c.subject, c.language, count(*) as people
                          from conversation.conversation c
                          join conversation.rating r on r.brand = c.brand and r.conversation = c.id and r.help = 'yes'
                         where c.product = ? and c.visibility = 'public' and c.hidden_at is null
                         group by c.number, c.slug, c.subject, c.language
                         order by count(*) desc, c.number limit ?
                        """)
                        .params(product, MOST)
                        .query((row, n) -> new Helpful(
                                "/questions/" + row.getLong("number") + "-" + row.getString("slug"),
                                row.getString("subject"),
                                row.getString("language"),
                                row.getLong("people")))
                        .list());
    }
}
