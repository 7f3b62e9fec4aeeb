package parvis.square;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.Help;
import parvis.conversation.RatingLinks.Link;
import parvis.database.Transactions;
import parvis.square.page.RatePage;
import parvis.text.Markdown;
import parvis.web.Shell;

/** The answer that a link in a letter asks about, for whoever holds the link. */
@Component
class RateReading {
    private final Transactions transactions;
    private final JdbcClient db;

    RateReading(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    Optional<RatePage> page(Brand brand, Shell shell, String token, Link link, @Nullable Help chosen) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select m.text, m.language, t.name, c.number, c.slug, c.subject, c.visibility
                          from conversation.message m
                          join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                          left join brand.teammate t on t.brand = m.brand and t.id = m.teammate
                         where m.id = ? and m.hidden_at is null
                        """)
                        .param(link.message().value())
                        .query((row, n) -> {
                            var name = row.getString("name");
                            var path = "/questions/" + row.getLong("number") + "-" + row.getString("slug");
                            return new RatePage(
                                    token,
                                    row.getString("subject"),
                                    name == null ? brand.name() : name,
                                    Markdown.toHtml(row.getString("text")),
                                    shell.language().equals(row.getString("language"))
                                            ? null
                                            : row.getString("language"),
                                    chosen == null ? "" : chosen.word(),
                                    link.said() == null ? null : link.said().word(),
                                    row.getString("visibility").equals("public")
                                            ? path
                                            : "/signin?back=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
                        })
                        .optional());
    }
}
