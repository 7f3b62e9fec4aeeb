package parvis.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.demo.page.Letter;
import parvis.demo.page.Letters;
import parvis.text.SafeHtml;

/** Letters of a brand as they were written, newest first. */
@Component
@ConditionalOnProperty("parvis.demo")
class LettersReading {
    private static final int PAGE = 50;
    private static final SafeHtml SAFE = new SafeHtml();
    /** An address up to the punctuation that belongs to the sentence around it. */
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S*[^\\s.,;:!?)\\]»>]");

    private final Transactions transactions;
    private final JdbcClient db;

    LettersReading(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    /** @param before only letters older than this one: ids sort by the time they were made */
    Letters page(Brand brand, @Nullable UUID before) {
        var lines = transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select id, subject, recipient, created_at from notice.mail
                         where :before::uuid is null or id < :before::uuid
                         order by id desc limit :most
                        """)
                        .param("before", before)
                        .param("most", PAGE + 1)
                        .query((row, n) -> new Letters.Line(
                                Rows.uuid(row, "id"),
                                row.getString("subject"),
                                row.getString("recipient"),
                                Rows.instant(row, "created_at")))
                        .list());
        var shown = lines.subList(0, Math.min(PAGE, lines.size()));
        return new Letters(shown, lines.size() > PAGE ? shown.getLast().id() : null);
    }

    Optional<Letter> letter(Brand brand, UUID id) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select m.*, (select a.value from brand.address a
                                      where a.brand = m.brand and a.kind = 'mail' order by a.position limit 1) as address
                          from notice.mail m where m.id = ?
                        """)
                        .param(id)
                        .query((row, n) -> new Letter(
                                row.getString("subject"),
                                from(brand, Rows.textOrNull(row, "sender"), Rows.textOrNull(row, "address")),
                                row.getString("recipient"),
                                row.getString("language"),
                                Rows.instant(row, "created_at"),
                                pieces(row.getString("plain")),
                                SAFE.sanitize(row.getString("html"))))
                        .optional());
    }

    private static String from(Brand brand, @Nullable String sender, @Nullable String address) {
        var name = sender == null ? brand.name() : sender + ", " + brand.name();
        return address == null ? name : name + ", " + address;
    }

    static List<Letter.Piece> pieces(String plain) {
        var pieces = new ArrayList<Letter.Piece>();
        var from = 0;
        for (var address : ADDRESS.matcher(plain).results().toList()) {
            pieces.add(new Letter.Piece(plain.substring(from, address.start()), null));
            pieces.add(new Letter.Piece(address.group(), address.group()));
            from = address.end();
        }
        pieces.add(new Letter.Piece(plain.substring(from), null));
        return pieces;
    }
}
