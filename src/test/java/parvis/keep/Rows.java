package parvis.keep;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import parvis.database.DatabaseLocation;

/** Every table of a database with a sum of its rows, whatever their order: the tables are asked of the database itself. */
final class Rows {
    private Rows() {}

    /** Without the change log, whose positions belong to one server, and Flyway's, which say when a migration ran. */
    static Map<String, String> of(DatabaseLocation at) throws SQLException {
        var sums = new TreeMap<String, String>();
        try (var owner = at.connectAsOwner();
                var names = owner.createStatement();
                var tables = names.executeQuery("""
                        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)' and c.relname <> 'migration'
                           and n.nspname || '.' || c.relname <> 'change.entry'""")) {
            owner.setAutoCommit(false);
            while (tables.next()) {
                try (var statement = owner.createStatement();
                        var sum = statement.executeQuery(
                                "select count(*) || ' ' || coalesce(md5(string_agg(md5(r), '' order by md5(r))), '')"
                                        + " from (select t::text as r from " + tables.getString(1) + " t) as rows")) {
                    sum.next();
                    sums.put(tables.getString(1), sum.getString(1));
                }
            }
        }
        return sums;
    }
}
