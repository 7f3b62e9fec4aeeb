package parvis.settings;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.settings.page.OrdersPage.Hit;
import parvis.settings.page.OrdersPage.Piece;
import parvis.settings.page.OrdersPage.Trial;
import parvis.text.NumberShape;
import parvis.web.Words;

/** What a shape of numbers would stop, before it does: in words that somebody types, and in what was said in public of late. */
@Component
class OrdersTrial {
    static final int MOST = 1_000;
    private static final int SHOWN = 12;
    private static final int AROUND = 60;

    private record Said(String path, String subject, String text) {}

    private final Transactions transactions;
    private final JdbcClient db;

    OrdersTrial(Transactions transactions, JdbcClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    Trial of(Brand brand, NumberShape shape, String typed, Words words) {
        var said = said(brand);
        var hits = new ArrayList<Hit>();
        var stopped = 0;
        for (var message : said) {
            var places = shape.in(message.text());
            if (!places.isEmpty() && ++stopped <= SHOWN) {
                hits.add(hit(message, places.getFirst()));
            }
        }
        var pieces = pieces(typed, shape.in(typed));
        return new Trial(
                shape.notation(),
                OrdersWords.of(shape, words),
                shape.specimen(),
                pieces,
                pieces.stream().anyMatch(Piece::stopped),
                said.size(),
                stopped,
                hits);
    }

    /** The newest messages that everybody may read: those of the conversations in which somebody wrote last. */
    private List<Said> said(Brand brand) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        with latest as (
                            select id, number, slug, subject from conversation.conversation
                             where visibility = 'public' and hidden_at is null
                             order by last_message_at desc, id desc limit :most)
                        select l.number, l.slug, l.subject, m.text
                          from latest l join conversation.message m on m.conversation = l.id
                         where m.visibility = 'public' and m.hidden_at is null and m.kind <> 'note'
                           and m.withheld is null and m.state not in ('draft', 'waiting')
                         order by m.at desc, m.id desc limit :most
                        """)
                        .param("most", MOST)
                        .query((row, n) -> new Said(
                                "/questions/" + row.getLong("number") + "-" + row.getString("slug"),
                                row.getString("subject"),
                                row.getString("text")))
                        .list());
    }

    private static Hit hit(Said said, NumberShape.Place place) {
        var text = said.text();
        var from = whole(text, Math.max(0, place.start() - AROUND));
        var to = whole(text, Math.min(text.length(), place.end() + AROUND));
        return new Hit(
                said.path(),
                said.subject(),
                (from > 0 ? "…" : "") + text.substring(from, place.start()),
                text.substring(place.start(), place.end()),
                text.substring(place.end(), to) + (to < text.length() ? "…" : ""));
    }

    /** No emoji is cut in two. */
    private static int whole(String text, int at) {
        return at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static List<Piece> pieces(String text, List<NumberShape.Place> places) {
        var pieces = new ArrayList<Piece>();
        var done = 0;
        for (var place : places) {
            pieces.add(new Piece(text.substring(done, place.start()), false));
            pieces.add(new Piece(text.substring(place.start(), place.end()), true));
            done = place.end();
        }
        pieces.add(new Piece(text.substring(done), false));
        return pieces.stream().filter(piece -> !piece.words().isEmpty()).toList();
    }
}
