package parvis.newsroom;

import java.sql.Types;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.conversation.State;
import parvis.database.Transactions;
import parvis.guard.Context;
import parvis.guard.Context.Home.Same;
import parvis.guard.Published;
import parvis.search.AskedAbout;
import parvis.search.Hit;
import parvis.search.Passage;
import parvis.search.Search;

/**
 * What a brand has at home of what a draft links to elsewhere: public conversations, and pieces of its newsroom that were made ready
 * or published. A conversation counts when it carries the very link or, answered, tells what the draft says of it.
 */
@Component
class AtHome {
    private static final int MOST = 5;
    private static final Pattern LINK =
            Pattern.compile("https?://([^\\s/<>\"»)\\]]+)[^\\s<>\"»)\\]]*[^\\s<>\"»)\\].,;:!?]");

    private final Addresses addresses;
    private final Search search;
    private final AskedAbout asks;
    private final Transactions transactions;
    private final JdbcClient db;

    AtHome(Addresses addresses, Search search, AskedAbout asks, Transactions transactions, JdbcClient db) {
        this.addresses = addresses;
        this.search = search;
        this.asks = asks;
        this.transactions = transactions;
        this.db = db;
    }

    /**
     * @param past as whoever reads may see it, without the draft itself
     * @param but the number of the draft itself, or null
     */
    Context.Home of(Brand brand, Published past, @Nullable Long but, boolean forAgency) {
        return new Context.Home() {
            @Override
            public String address() {
                return addresses.of(brand, "/");
            }

            @Override
            public Optional<Same> same(String link, String words) {
                return search.carrying(brand, link, MOST).stream()
                        .findFirst()
                        .map(hit -> at(brand, hit))
                        .or(() -> carrying(brand, link, but, forAgency).map(piece -> at(brand, piece)))
                        .or(() -> asks.inPublic(brand.id(), new Passage(words, ""), MOST).stream()
                                .filter(hit -> hit.state() != State.OPEN)
                                .findFirst()
                                .map(hit -> at(brand, hit)))
                        .or(() -> past.like(words, 1).stream()
                                .findFirst()
                                .map(alike -> at(brand, new Piece(alike.id(), alike.text()))));
            }
        };
    }

    private Same at(Brand brand, Hit hit) {
        return new Same(hit.subject(), addresses.of(brand, hit.path()));
    }

    /** A piece stands where it links to at home, or else at the front door. */
    private Same at(Brand brand, Piece piece) {
        var address = LINK.matcher(piece.text())
                .results()
                .filter(link -> brand.hosts().contains(link.group(1)))
                .map(MatchResult::group)
                .findFirst()
                .orElse(addresses.of(brand, "/"));
        return new Same(piece.name().replaceFirst("^\\d+ · (?=.)", ""), address);
    }

    private Optional<Piece> carrying(Brand brand, String link, @Nullable Long but, boolean forAgency) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select number || ' · ' || title as name, words from newsroom.draft
                         where state <> 'draft' and number is distinct from :but
                           and (open_to_agency or not :agency) and position(:link in words) > 0
                         order by number desc limit 1
                        """)
                        .param("but", but, Types.BIGINT)
                        .param("agency", forAgency)
                        .param("link", link)
                        .query((row, n) -> new Piece(row.getString("name"), row.getString("words")))
                        .optional());
    }

    /** @param name its number and title */
    private record Piece(String name, String text) {}
}
