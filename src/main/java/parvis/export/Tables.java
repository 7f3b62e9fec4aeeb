package parvis.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Migrations;

/** The tables that hold a brand's rows, as the database knows them, so that a new one goes along by itself. */
@Component
class Tables {
    /**
     * Positions in the log of one server mean nothing to another; an import that waits may hold the key of a site, and its file
     * stays behind. Who has what before their eyes is true for seconds. An identity provider knows the house at its address, and its
     * secret is sealed with the key of this one.
     */
    private static final Set<String> NOT_A_BRANDS_PAST = Set.of(
            "change.entry",
            "conversation.presence",
            "importer.run",
            "importer.left_out",
            "provider.provider",
            "provider.link",
            "provider.passage");

    private final JdbcClient db;

    Tables(JdbcClient db) {
        this.db = db;
    }

    /** @param numbered a column that the database fills by itself, in the order of arrival */
    record Column(String name, boolean numbered) {}

    record Table(String name, List<Column> columns, List<String> key) {
        boolean has(String column) {
            return columns.stream().anyMatch(c -> c.name().equals(column));
        }

        List<String> names() {
            return columns.stream().map(Column::name).toList();
        }

        String quoted() {
            return Arrays.stream(name.split("\\.", 2)).map(Tables::quoted).collect(Collectors.joining("."));
        }
    }

    /** Accounts first; each after those that it refers to. */
    List<Table> all() {
        var tables = new HashMap<String, Table>();
        db
                .sql("""
                select n.nspname || '.' || c.relname as name,
                       array_agg(a.attname::text order by a.attnum) as columns,
                       array_agg(a.attidentity <> '' order by a.attnum) as numbered,
                       (select array_agg(k.attname::text order by k.attnum) from pg_index i
                          join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey) where i.indrelid = c.oid and i.indisprimary) as key
                  from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                 where n.nspname = any(?) and c.relkind = 'r' and c.relname <> 'migration'
                 group by c.oid, n.nspname, c.relname""")
                .param(Migrations.modules().toArray(String[]::new))
                .query((row, n) -> {
                    var names = (String[]) row.getArray("columns").getArray();
                    var numbered = (Boolean[]) row.getArray("numbered").getArray();
                    var columns = new ArrayList<Column>();
                    for (var i = 0; i < names.length; i++) {
                        columns.add(new Column(names[i], numbered[i]));
                    }
                    return new Table(row.getString("name"), List.copyOf(columns), Arrays.asList((String[])
                            row.getArray("key").getArray()));
                })
                .list()
                .stream()
                .filter(table -> table.has("brand") || table.name().equals(Contents.ACCOUNTS))
                .filter(table -> !NOT_A_BRANDS_PAST.contains(table.name()))
                .forEach(table -> tables.put(table.name(), table));
        return inOrder(tables, references());
    }

    private Map<String, Set<String>> references() {
        var references = new HashMap<String, Set<String>>();
        db.sql("""
                select distinct n.nspname || '.' || c.relname as from_table, m.nspname || '.' || d.relname as to_table
                  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                  join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
                 where k.contype = 'f' and k.conrelid <> k.confrelid""").query(row -> {
            references
                    .computeIfAbsent(row.getString("from_table"), t -> new HashSet<>())
                    .add(row.getString("to_table"));
        });
        return references;
    }

    private static List<Table> inOrder(Map<String, Table> tables, Map<String, Set<String>> references) {
        var ordered = new ArrayList<Table>();
        var left = new ArrayList<>(tables.keySet());
        left.sort((a, b) -> a.equals(Contents.ACCOUNTS) ? -1 : b.equals(Contents.ACCOUNTS) ? 1 : a.compareTo(b));
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(name ->
                            references.getOrDefault(name, Set.of()).stream().noneMatch(other -> left.contains(other)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Tables refer to each other in a ring: " + left));
            left.remove(next);
            ordered.add(java.util.Objects.requireNonNull(tables.get(next)));
        }
        return ordered;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
