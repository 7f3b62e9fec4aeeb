package parvis.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.support.ProductTest;
import parvis.support.TestDatabase;
import parvis.support.TwoBrands;

/** The wall between brands, as PostgreSQL keeps it. */
@ProductTest
class BrandWallTest {
    /** By what a brand is found before any is chosen: no words of anybody are in them. */
    private static final Set<String> IN_FRONT_OF_THE_WALL = Set.of("brand.address", "api.key");

    @Autowired
    TwoBrands brands;

    @Test
    void itIsThePostgresqlThatThisRunPromises() throws SQLException {
        var at = TestDatabase.location();
        assertThat(texts(at.owner(), at.ownerPassword(), "show server_version"))
                .singleElement()
                .asString()
                .startsWith("oldest".equals(System.getProperty("parvis.test.postgres")) ? "16." : "18.");
    }

    @Test
    void everyTableOfABrandStandsBehindTheWall() throws SQLException {
        assertThat(tablesOfBrands()).hasSizeGreaterThan(15);
        assertThat(texts(
                        TestDatabase.location().owner(), TestDatabase.location().ownerPassword(), """
                select n.nspname || '.' || c.relname
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand' and not a.attisdropped
                 where c.relkind in ('r', 'p') and not c.relrowsecurity
                """))
                .containsExactlyInAnyOrderElementsOf(IN_FRONT_OF_THE_WALL);
    }

    @Test
    void nothingOfABrandIsReadableWithoutIt() throws SQLException {
        var brand = brands.tilleul();
        brands.ask(brand, brands.member(brand, "Colette Mur"), "Le mur tient-il ?", "Une question derrière le mur.");
        var filled = new ArrayList<String>();
        for (var table : tablesOfBrands()) {
            if (!IN_FRONT_OF_THE_WALL.contains(table)) {
                if (count(asOwner(), table) > 0) {
                    filled.add(table);
                }
                assertThat(count(asApplication(), table)).as(table).isZero();
            }
        }
        assertThat(filled)
                .contains("conversation.message", "conversation.raw", "person.person", "ledger.event", "change.entry");
    }

    @Test
    void aBrandSeesItsOwnRowsOnlyAndCannotWriteAnothers() throws SQLException {
        var tilleul = brands.tilleul();
        var nord = brands.nord();
        brands.ask(tilleul, brands.member(tilleul, "Denise Mur"), "Chez moi", "Au tilleul.");
        try (var connection = asApplication();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select set_config('parvis.brand', '" + nord.id() + "', true)");
            for (var table : tablesOfBrands()) {
                if (!IN_FRONT_OF_THE_WALL.contains(table)) {
                    var rows = statement.executeQuery(
                            "select count(*) from " + table + " where brand <> '" + nord.id() + "'");
                    rows.next();
                    assertThat(rows.getLong(1)).as(table).isZero();
                }
            }
            org.junit.jupiter.api.Assertions.assertThrows(
                    SQLException.class,
                    () -> statement.execute(
                            "insert into conversation.counter (brand, last) values ('" + Ids.next() + "', 1)"));
        }
    }

    @Test
    void theApplicationOwnsNothingAndCannotStepOverTheWall() throws SQLException {
        var role = TestDatabase.location().appRole();
        assertThat(texts(role, TestDatabase.location().appPassword(), """
                select 'super' from pg_roles where rolname = current_user and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)
                union all
                select c.oid::regclass::text from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = current_user
                """)).isEmpty();
    }

    @Test
    void everyReferenceBetweenTablesOfABrandNamesTheBrand() throws SQLException {
        assertThat(texts(
                        TestDatabase.location().owner(), TestDatabase.location().ownerPassword(), """
                select con.conname
                  from pg_constraint con
                  join pg_attribute a on a.attrelid = con.confrelid and a.attname = 'brand'
                 where con.contype = 'f' and not (a.attnum = any (con.confkey))
                """))
                .isEmpty();
    }

    @Test
    void historyIsOnlyEverAddedTo() throws SQLException {
        try (var connection = asApplication();
                var statement = connection.createStatement()) {
            for (var table : List.of("ledger.event", "brand.audit", "brand.audit_link")) {
                for (var verb : List.of("delete from " + table, "update " + table + " set brand = brand")) {
                    org.junit.jupiter.api.Assertions.assertThrows(
                            SQLException.class, () -> statement.execute(verb), verb);
                }
            }
        }
    }

    private static List<String> tablesOfBrands() throws SQLException {
        return texts(TestDatabase.location().owner(), TestDatabase.location().ownerPassword(), """
                select n.nspname || '.' || c.relname
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'brand' and not a.attisdropped
                 where c.relkind in ('r', 'p')
                """);
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (connection;
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> texts(String user, String password, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(TestDatabase.location().url(), user, password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static Connection asOwner() throws SQLException {
        var at = TestDatabase.location();
        return DriverManager.getConnection(at.url(), at.owner(), at.ownerPassword());
    }

    private static Connection asApplication() throws SQLException {
        var at = TestDatabase.location();
        return DriverManager.getConnection(at.url(), at.appRole(), at.appPassword());
    }
}
