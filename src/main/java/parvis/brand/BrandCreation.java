package parvis.brand;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;

/** Making a brand, its first place, its products and its team. */
@Component
public class BrandCreation {

    /**
     * @param hours in the text form of {@link parvis.clock.BusinessHours}
     * @param hosts that name it, in order; may be empty
     * @param mails the addresses at which it takes mail
     */
    public record Proposal(
            String slug,
            String name,
            String language,
            String zone,
            String hours,
            int promiseMinutes,
            String houseColour,
            String seal,
            Brand.LocalText facade,
            Brand.LocalText legal,
            Brand.LocalText privacy,
            List<String> hosts,
            List<String> mails) {}

    public record ProductProposal(
            String slug,
            String name,
            Brand.LocalText tagline,
            @Nullable Integer since,
            @Nullable String drawing,
            List<Product.Fact> facts) {}

    /** Published in the transaction that makes the brand, so that other modules lay their own foundations. */
    public record BrandCreated(BrandId brand, Instant at) {}

    private final JdbcClient db;
    private final Transactions transactions;
    private final Changes changes;
    private final Ledger ledger;
    private final Brands brands;
    private final tools.jackson.databind.json.JsonMapper json;
    private final ApplicationEventPublisher events;

    BrandCreation(
            JdbcClient db,
            Transactions transactions,
            Changes changes,
            Ledger ledger,
            Brands brands,
            tools.jackson.databind.json.JsonMapper json,
            ApplicationEventPublisher events) {
        this.db = db;
        this.transactions = transactions;
        this.changes = changes;
        this.ledger = ledger;
        this.brands = brands;
        this.json = json;
        this.events = events;
    }

    /** All or nothing; a slug, host or mail address that another brand has is a {@code DuplicateKeyException}. */
    public BrandId create(Proposal proposal, Instant at, How how) {
        var brand = new BrandId(Ids.next());
        transactions.run(brand, () -> {
            insert(brand, proposal, at);
            address("slug", proposal.slug(), brand);
            proposal.hosts().forEach(host -> address("host", host, brand));
            proposal.mails().forEach(mail -> address("mail", mail, brand));
            db.sql(
                            "insert into brand.place (brand, id, slug, name_fr, name_en, visibility, position) values (?, ?, 'questions', 'Questions', 'Questions', 'public', 1)")
                    .params(brand.value(), Ids.next())
                    .update();
            events.publishEvent(new BrandCreated(brand, at));
            changes.record(brand, Change.Kind.BRAND, brand.value());
            ledger.write(new LedgerEvent(
                    brand, at, "brand.created", Actor.SYSTEM, "brand", brand.value(), null, how, Map.of()));
        });
        Transactions.afterCommit(brands::forget);
        return brand;
    }

    public UUID addProduct(BrandId brand, ProductProposal product, int position) {
        return transactions.in(brand, () -> {
            var id = Ids.next();
            db.sql("""
                    insert into brand.product (brand, id, slug, name, tagline_fr, tagline_en, since, drawing, facts, position)
                    values (:brand, :id, :slug, :name, :fr, :en, :since, :drawing, :facts::jsonb, :position)
                    """)
                    .param("brand", brand.value())
                    .param("id", id)
                    .param("slug", product.slug())
                    .param("name", product.name())
                    .param("fr", product.tagline().fr())
                    .param("en", product.tagline().en())
                    .param("since", product.since())
                    .param("drawing", product.drawing())
                    .param("facts", json.writeValueAsString(product.facts()))
                    .param("position", position)
                    .update();
            changes.record(brand, Change.Kind.PRODUCT, id);
            return id;
        });
    }

    private void insert(BrandId brand, Proposal p, Instant at) {
        db.sql("""
                insert into brand.brand (brand, slug, name, language, zone, hours, promise_minutes,
                                         house_colour, seal, facade_fr, facade_en, legal_fr, legal_en, privacy_fr, privacy_en, created_at)
                values (:brand, :slug, :name, :language, :zone, :hours, :promise,
                        :colour, :seal, :facadeFr, :facadeEn, :legalFr, :legalEn, :privacyFr, :privacyEn, :at)
                """)
                .param("brand", brand.value())
                .param("slug", p.slug())
                .param("name", p.name())
                .param("language", p.language())
                .param("zone", p.zone())
                .param("hours", p.hours())
                .param("promise", p.promiseMinutes())
                .param("colour", p.houseColour())
                .param("seal", p.seal())
                .param("facadeFr", p.facade().fr())
                .param("facadeEn", p.facade().en())
                .param("legalFr", p.legal().fr())
                .param("legalEn", p.legal().en())
                .param("privacyFr", p.privacy().fr())
                .param("privacyEn", p.privacy().en())
                .param("at", Rows.time(at))
                .update();
    }

    private void address(String kind, String value, BrandId brand) {
        db.sql("insert into brand.address (kind, value, brand) values (?, ?, ?)")
                .params(kind, value, brand.value())
                .update();
    }
}
