package parvis.brand;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;

/** Where brands are found: hosts and mail addresses, each of which is one brand's alone. Calls belong inside a transaction of the brand. */
@Component
class BrandAddresses {
    private final JdbcClient db;

    BrandAddresses(JdbcClient db) {
        this.db = db;
    }

    /**
     * One statement, so that two who add at once do not add one too many.
     *
     * @param kind {@code host} or {@code mail}
     * @param most so many of a kind has a brand
     * @return false when it has as many already
     * @throws org.springframework.dao.DuplicateKeyException when it is another's
     */
    boolean add(BrandId brand, String kind, String value, int most) {
        return db.sql("""
                insert into brand.address (kind, value, brand)
                select :kind, :value, :brand
                 where (select count(*) from brand.address where kind = :kind and brand = :brand) < :most
                """)
                        .param("kind", kind)
                        .param("value", value)
                        .param("brand", brand.value())
                        .param("most", most)
                        .update()
                > 0;
    }
}
