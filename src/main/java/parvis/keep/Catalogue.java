package parvis.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import parvis.database.Migrations;

/** The product's tables as the database knows them, so that a new one is kept without anybody's thinking of it. */
final class Catalogue {
    /** Positions in the log of one server mean nothing to another: every cache is made anew. Histories are made by migrating. */
    private static final Set<String> NOT_KEPT = Set.of("change.entry");

    private static final String OURS =
            Migrations.modules().stream().map(module -> "'" + module + "'").collect(Collectors.joining(", ", "(", ")"));

    private final Connection owner;

    Catalogue(Connection owner) {
        this.owner = owner;
    }

    record Table(String name, List<String> columns) {
        String columnList() {
            return columns.stream().map(Catalogue::quoted).collect(Collectors.joining(", "));
        }
    }

    /** Those whose rows are kept, with the columns that are written. */
    List<Table> tables() throws SQLException {
        var tables = new ArrayList<Table>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select n.nspname || '.' || c.relname, array_agg(a.attname::text order by a.attnum)
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                         where n.nspname in %s and c.relkind = 'r' and c.relname <> 'migration'
                         group by 1 order by 1""".formatted(OURS))) {
            while (rows.next()) {
                if (!NOT_KEPT.contains(rows.getString(1))) {
                    var columns = (String[]) rows.getArray(2).getArray();
                    tables.add(new Table(rows.getString(1), Arrays.asList(columns)));
                }
            }
        }
        return tables;
    }

    List<Manifest.Sequence> sequences() throws SQLException {
        var names = texts("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname in %s and c.relkind = 'S' order by 1""".formatted(OURS));
        var sequences = new ArrayList<Manifest.Sequence>();
        for (var name : names) {
            try (var statement = owner.createStatement();
                    var row = statement.executeQuery("select last_value, is_called from " + quotedName(name))) {
                row.next();
                sequences.add(new Manifest.Sequence(name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return sequences;
    }

    /** Two statements for each: one that takes a foreign key away and one that puts it back. */
    record ForeignKey(String drop, String add) {}

    List<ForeignKey> foreignKeys() throws SQLException {
        var keys = new ArrayList<ForeignKey>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select format('%%I.%%I', n.nspname, c.relname), quote_ident(k.conname), pg_get_constraintdef(k.oid)
                          from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                         where k.contype = 'f' and n.nspname in %s order by 1, 2""".formatted(OURS))) {
            while (rows.next()) {
                var alter = "alter table " + rows.getString(1);
                keys.add(new ForeignKey(
                        alter + " drop constraint " + rows.getString(2),
                        alter + " add constraint " + rows.getString(2) + " " + rows.getString(3)));
            }
        }
        return keys;
    }

    private List<String> texts(String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    static String quotedName(String name) {
        return Arrays.stream(name.split("\\.", 2)).map(Catalogue::quoted).collect(Collectors.joining("."));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
