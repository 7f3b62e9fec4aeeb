package parvis.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Product.Fact;
import parvis.brand.Team;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.person.Joining;
import parvis.person.PersonId;

/** Makes the brands with their products, teams and members; what is there already is left as it is. */
@Component
@ConditionalOnProperty("parvis.demo")
class Houses {
    static final How DEMO = new How("demo");
    private static final int PROMISE_MINUTES = 4 * 60;

    private final JdbcClient db;
    private final Transactions transactions;
    private final BrandCreation creation;
    private final Brands brands;
    private final Team team;
    private final Accounts accounts;
    private final Joining joining;

    Houses(
            JdbcClient db,
            Transactions transactions,
            BrandCreation creation,
            Brands brands,
            Team team,
            Accounts accounts,
            Joining joining) {
        this.db = db;
        this.transactions = transactions;
        this.creation = creation;
        this.brands = brands;
        this.team = team;
        this.accounts = accounts;
        this.joining = joining;
    }

    /** In the order of {@link Catalogue#BRANDS}: the first brand made is the one that answers where a host names none. */
    Map<String, House> make(Instant opening) {
        var houses = new LinkedHashMap<String, House>();
        for (var told : Catalogue.BRANDS) {
            houses.put(told.slug(), house(told, opening));
        }
        return houses;
    }

    private House house(Catalogue.Brand told, Instant opening) {
        var founded = yearsBefore(opening, 8);
        var brand = brands.bySlug(told.slug()).map(parvis.brand.Brand::id).orElseGet(() -> create(told, founded));
        var products = products(brand, told);
        join(brand, told.slug(), founded);
        var people = members(told.slug()).stream()
                .collect(Collectors.toMap(Cast.Member::key, member -> person(brand, member, opening)));
        return new House(brands.require(brand), teammates(brand, told.slug()), people, products);
    }

    private BrandId create(Catalogue.Brand told, Instant at) {
        return creation.create(
                new BrandCreation.Proposal(
                        told.slug(),
                        told.name(),
                        "fr",
                        Catalogue.ZONE.getId(),
                        told.hours(),
                        PROMISE_MINUTES,
                        told.houseColour(),
                        told.slug(),
                        new LocalText(told.facadeFr(), told.facadeEn()),
                        text(told.slug(), "legal"),
                        text(told.slug(), "privacy"),
                        List.of(told.slug() + ".localhost"),
                        List.of(told.mail())),
                at,
                DEMO);
    }

    private Map<String, UUID> products(BrandId brand, Catalogue.Brand told) {
        var known = productIds(brand);
        for (var product : told.products()) {
            if (!known.containsKey(product.slug())) {
                var proposal = new BrandCreation.ProductProposal(
                        product.slug(),
                        product.name(),
                        new LocalText(product.taglineFr(), product.taglineEn()),
                        product.since(),
                        product.slug(),
                        product.facts().stream()
                                .map(fact -> new Fact(
                                        new LocalText(fact.labelFr(), fact.labelEn()),
                                        new LocalText(fact.valueFr(), fact.valueEn())))
                                .toList());
                known.put(
                        product.slug(),
                        creation.addProduct(brand, proposal, told.products().indexOf(product) + 1));
            }
        }
        return known;
    }

    private Map<String, UUID> productIds(BrandId brand) {
        var ids = new HashMap<String, UUID>();
        transactions
                .reading(
                        brand,
                        () -> db.sql("select slug, id from brand.product")
                                .query((row, n) -> Map.entry(row.getString("slug"), Rows.uuid(row, "id")))
                                .list())
                .forEach(product -> ids.put(product.getKey(), product.getValue()));
        return ids;
    }

    private void join(BrandId brand, String slug, Instant at) {
        var there = team.of(brand).stream().map(t -> t.handle()).collect(Collectors.toSet());
        for (var told : Cast.teamOf(slug)) {
            if (!there.contains(told.key())) {
                var account = accounts.of(told.email(), told.firstName() + " " + told.lastName(), "fr", at);
                team.join(
                        brand,
                        account.id(),
                        told.key(),
                        account.name(),
                        told.role(),
                        new LocalText(told.titleFr(), told.titleEn()),
                        told.signatureFr(),
                        told.until(),
                        at,
                        Actor.SYSTEM);
            }
        }
    }

    private Map<String, parvis.brand.Teammate> teammates(BrandId brand, String slug) {
        var keys = Cast.teamOf(slug).stream().map(Cast.Teammate::key).collect(Collectors.toSet());
        return team.of(brand).stream()
                .filter(t -> keys.contains(t.handle()))
                .collect(Collectors.toMap(t -> t.handle(), t -> t));
    }

    private PersonId person(BrandId brand, Cast.Member member, Instant opening) {
        // The cast was born in 2026: whoever came in 2023 came three years before the demo opened.
        var since =
                yearsBefore(opening, 2026 - member.since()).minus(member.key().hashCode() & 63, ChronoUnit.DAYS);
        var account =
                accounts.of(member.email(), member.firstName() + " " + member.lastName(), member.language(), since);
        return joining.join(brand, account, member.handle(), member.city(), DEMO, since);
    }

    /** Everybody is at home at Maison Tilleul; the smaller house has met those who wrote there. */
    private static List<Cast.Member> members(String slug) {
        if (slug.equals(Catalogue.TILLEUL.slug())) {
            return Cast.MEMBERS;
        }
        var written = Scenes.of(slug).stream().flatMap(Houses::writers).collect(Collectors.toSet());
        return Cast.MEMBERS.stream()
                .filter(member -> written.contains(member.key()))
                .toList();
    }

    private static Stream<String> writers(Scene scene) {
        return Stream.concat(Stream.of(scene.asker()), scene.turns().stream().flatMap(turn -> switch (turn) {
            case Turn.Reply reply -> Stream.of(reply.member());
            case Turn.Rated rated -> Stream.of(rated.by());
            case Turn.Report report -> Stream.of(report.by());
            default -> Stream.of();
        }));
    }

    private static Instant yearsBefore(Instant opening, int years) {
        return opening.minus(years * 365L + 20, ChronoUnit.DAYS);
    }

    private static LocalText text(String slug, String name) {
        return new LocalText(resource(slug, name, "fr"), resource(slug, name, "en"));
    }

    private static String resource(String slug, String name, String language) {
        try {
            return new ClassPathResource("demo/" + slug + "/" + name + "." + language + ".md")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
