package parvis.brand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.ChangeListener;
import parvis.database.BrandId;
import parvis.database.Rows;
import parvis.database.Transactions;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The products and places of a brand; kept per node until the change log says otherwise. */
@Component
public class Catalogue implements ChangeListener {
    private final JdbcClient db;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Cache<BrandId, List<Product>> products =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final Cache<BrandId, List<Place>> places =
            Caffeine.newBuilder().maximumSize(1_000).build();

    Catalogue(JdbcClient db, Transactions transactions, JsonMapper json) {
        this.db = db;
        this.transactions = transactions;
        this.json = json;
    }

    /** Those that stand on the square, in its order. */
    public List<Product> products(BrandId brand) {
        return everything(brand).stream().filter(p -> !p.archived()).toList();
    }

    public List<Product> archived(BrandId brand) {
        return everything(brand).stream().filter(Product::archived).toList();
    }

    private List<Product> everything(BrandId brand) {
        return products.get(
                brand,
                b -> transactions.reading(
                        b,
                        () -> db.sql("select * from brand.product order by position, id")
                                .query(this::product)
                                .list()));
    }

    public Optional<Product> product(BrandId brand, String slug) {
        return everything(brand).stream().filter(p -> p.slug().equals(slug)).findFirst();
    }

    public Optional<Product> product(BrandId brand, UUID id) {
        return everything(brand).stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** The one product whose name stands in a text; none when no name does, or several do. */
    public Optional<Product> named(BrandId brand, String text) {
        var products = everything(brand);
        if (products.isEmpty()) {
            return Optional.empty();
        }
        var lower = text.toLowerCase(Locale.ROOT);
        var found = products.stream()
                .filter(p -> names(p).anyMatch(name -> standsIn(lower, name)))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** All of them in their order, closed ones too. */
    public List<Place> places(BrandId brand) {
        return places.get(
                brand,
                b -> transactions.reading(
                        b,
                        () -> db.sql("select * from brand.place order by position, id")
                                .query(Catalogue::place)
                                .list()));
    }

    public Optional<Place> place(BrandId brand, String slug) {
        return places(brand).stream().filter(p -> p.slug().equals(slug)).findFirst();
    }

    public Optional<Place> place(BrandId brand, UUID id) {
        return places(brand).stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** Where people may ask now, in the order of the square. */
    public List<Place> open(BrandId brand) {
        return places(brand).stream().filter(p -> p.isShared() && !p.closed()).toList();
    }

    /** Where a question goes of which nobody says where: the first that everybody reads. */
    public Optional<Place> square(BrandId brand) {
        return open(brand).stream()
                .filter(p -> p.visibility() == Place.Visibility.PUBLIC)
                .findFirst();
    }

    /** As it stands in the database, inside a transaction of its brand that keeps others from it. */
    Optional<Product> lock(UUID id) {
        return db.sql("select * from brand.product where id = ? for update")
                .param(id)
                .query(this::product)
                .optional();
    }

    Optional<Place> lockPlace(UUID id) {
        return db.sql("select * from brand.place where id = ? for update")
                .param(id)
                .query(Catalogue::place)
                .optional();
    }

    /** Once this transaction has committed, this node asks again. */
    void forget(BrandId brand) {
        Transactions.afterCommit(() -> {
            products.invalidate(brand);
            places.invalidate(brand);
        });
    }

    @Override
    public void changed(List<Change> changes) {
        for (var change : changes) {
            switch (change.kind()) {
                case PRODUCT, PLACE, BRAND -> {
                    products.invalidate(change.brand());
                    places.invalidate(change.brand());
                }
                default -> {}
            }
        }
    }

    @Override
    public void interrupted() {
        products.invalidateAll();
        places.invalidateAll();
    }

    /** "Robot R2" is named by its whole name, and by a last word that holds a digit, such as "R2". */
    private static java.util.stream.Stream<String> names(Product product) {
        var name = product.name().toLowerCase(Locale.ROOT);
        var last = name.substring(name.lastIndexOf(' ') + 1);
        return last.chars().anyMatch(Character::isDigit)
                ? java.util.stream.Stream.of(name, last)
                : java.util.stream.Stream.of(name);
    }

    private static boolean standsIn(String text, String name) {
        for (var from = text.indexOf(name); from >= 0; from = text.indexOf(name, from + 1)) {
            var before = from == 0 || !Character.isLetterOrDigit(text.charAt(from - 1));
            var end = from + name.length();
            // "R2" names the robot; "R2-114" is one of its parts and names it too.
            if (before && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private Product product(ResultSet row, int n) throws SQLException {
        return new Product(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("name"),
                new Brand.LocalText(row.getString("tagline_fr"), row.getString("tagline_en")),
                Rows.intOrNull(row, "since"),
                Rows.textOrNull(row, "drawing"),
                json.readValue(row.getString("facts"), new TypeReference<List<Product.Fact>>() {}),
                row.getObject("archived_at") != null);
    }

    private static Place place(ResultSet row, int n) throws SQLException {
        return new Place(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                new Brand.LocalText(row.getString("name_fr"), row.getString("name_en")),
                Place.Visibility.of(row.getString("visibility")),
                new Brand.LocalText(row.getString("purpose_fr"), row.getString("purpose_en")),
                row.getObject("closed_at") != null);
    }
}
