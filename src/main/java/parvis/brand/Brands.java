package parvis.brand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.clock.BusinessHours;
import parvis.database.BrandId;
import parvis.database.Transactions;

/** Finds brands, by host, slug or mail address; kept per node until the change log says otherwise. */
@Component
public class Brands implements ChangeListener {
    private final JdbcClient db;
    private final Transactions transactions;
    private final Cache<BrandId, Optional<Brand>> byId =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final Cache<String, Optional<String>> mains = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();
    private final Cache<String, Optional<BrandId>> byAddress = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Brands(JdbcClient db, Transactions transactions) {
        this.db = db;
        this.transactions = transactions;
    }

    /**
     * The brand that answers on a host: the one that the host names, else the first one.
     *
     * @param host without its port
     */
    public Optional<Brand> ofHost(String host) {
        return address("host", host.toLowerCase(Locale.ROOT)).or(this::first).flatMap(this::byId);
    }

    boolean isHostOfAnother(BrandId brand, String host) {
        return address("host", host).filter(found -> !found.equals(brand)).isPresent();
    }

    /** Whether it said which of its hosts is its own. */
    boolean hasMain(BrandId brand) {
        return mains.get(
                        "main " + brand,
                        key -> db.sql("select value from brand.address where kind = 'host' and main and brand = ?")
                                .param(brand.value())
                                .query((row, n) -> row.getString("value"))
                                .optional())
                .isPresent();
    }

    /** Where pages of this host are: the brand's own host, when it has one and this is another. */
    public Optional<String> leadsTo(String host) {
        return mains.get(
                host.toLowerCase(Locale.ROOT),
                value -> db.sql("""
                        select m.value from brand.address a join brand.address m on m.brand = a.brand and m.kind = 'host' and m.main
                         where a.kind = 'host' and a.value = ? and m.value <> a.value
                        """)
                        .param(value)
                        .query((row, n) -> row.getString("value"))
                        .optional());
    }

    public Optional<Brand> bySlug(String slug) {
        return address("slug", slug).flatMap(this::byId);
    }

    public Optional<Brand> ofMailAddress(String address) {
        return address("mail", address.toLowerCase(Locale.ROOT)).flatMap(this::byId);
    }

    public Optional<Brand> byId(BrandId id) {
        return byId.get(id, this::read);
    }

    public Brand require(BrandId id) {
        return byId(id).orElseThrow(() -> new IllegalStateException("No brand " + id));
    }

    public List<BrandId> all() {
        return db.sql("select brand from brand.address where kind = 'slug' order by position")
                .query((row, n) -> new BrandId(row.getObject("brand", UUID.class)))
                .list();
    }

    /** The brands that an account works for. */
    public Set<BrandId> ofAccount(UUID account) {
        return new HashSet<>(db.sql("select brand from brand.brands_of(?) as of(brand)")
                .param(account)
                .query((row, n) -> new BrandId(row.getObject("brand", UUID.class)))
                .list());
    }

    @Override
    public void changed(List<Change> changes) {
        for (var change : changes) {
            if (change.kind() == Change.Kind.BRAND) {
                forget();
            }
        }
    }

    @Override
    public void interrupted() {
        forget();
    }

    void forget() {
        byId.invalidateAll();
        byAddress.invalidateAll();
        mains.invalidateAll();
    }

    /** Which answers where a host names none. */
    Optional<BrandId> first() {
        return byAddress.get("first", key -> all().stream().findFirst());
    }

    private Optional<BrandId> address(String kind, String value) {
        return byAddress.get(
                kind + " " + value,
                key -> db.sql("select brand from brand.address where kind = ? and value = ?")
                        .params(kind, value)
                        .query((row, n) -> new BrandId(row.getObject("brand", UUID.class)))
                        .optional());
    }

    private Optional<Brand> read(BrandId id) {
        return transactions.reading(id, () -> {
            var hosts = addresses("host", id);
            var mails = addresses("mail", id);
            return db.sql("select * from brand.brand")
                    .query((row, n) -> brand(row, hosts, mails))
                    .optional();
        });
    }

    private List<String> addresses(String kind, BrandId id) {
        return db.sql("select value from brand.address where kind = ? and brand = ? order by main desc, position")
                .params(kind, id.value())
                .query((row, n) -> row.getString("value"))
                .list();
    }

    private static Brand brand(ResultSet row, List<String> hosts, List<String> mails) throws SQLException {
        var zone = ZoneId.of(row.getString("zone"));
        return new Brand(
                new BrandId(row.getObject("brand", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                row.getString("language"),
                zone,
                BusinessHours.parse(row.getString("hours"), zone),
                Duration.ofMinutes(row.getInt("promise_minutes")),
                HouseColour.of(row.getString("house_colour")),
                row.getString("seal"),
                new Brand.LocalText(row.getString("facade_fr"), row.getString("facade_en")),
                new Brand.LocalText(row.getString("legal_fr"), row.getString("legal_en")),
                new Brand.LocalText(row.getString("privacy_fr"), row.getString("privacy_en")),
                hosts,
                mails);
    }
}
