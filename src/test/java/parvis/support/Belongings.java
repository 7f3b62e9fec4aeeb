package parvis.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import parvis.brand.Brand;
import parvis.database.Migrations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a brand has, table by table, in words that are the same wherever the same was done: keys are told by what they
 * stand for, and hours since a moment are not told.
 */
public final class Belongings {
    private static final int SHOWN = 20;
    private static final JsonMapper JSON = new JsonMapper();
    /** By which nodes hear of changes: it is trimmed, and each row is a wake. */
    private static final Set<String> LEFT_OUT = Set.of("change.entry");
    /** Counted for all houses together, or of what is done at a moment. */
    private static final Set<String> COUNTERS = Set.of(
            "brand.address.position",
            "brand.audit_head.hash",
            "brand.audit_link.hash",
            "person.erasure_salt.salt");

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> words;
    private final Instant since;

    private Belongings(Instant since, Map<String, String> words) {
        this.since = since;
        this.words = words;
    }

    /**
     * @param since hours from then on are those of the test
     * @param words of this brand alone, and what is told in their place
     */
    public static Map<String, List<String>> of(Brand brand, Instant since, Map<String, String> words)
            throws SQLException {
        var told = new Belongings(since, words);
        try (var owner = TestDatabase.location().connectAsOwner()) {
            told.name(owner, brand, "conversation.conversation", "'conversation ' || number");
            told.name(owner, brand, "conversation.message", "'message ' || text");
            told.name(owner, brand, "person.person", "'person ' || name || ' ' || coalesce(handle, '')");
            told.name(owner, brand, "brand.teammate", "'teammate ' || name");
            var all = new TreeMap<String, List<String>>();
            for (var table : tables(owner)) {
                var rows = told.rows(owner, brand, table);
                if (!rows.isEmpty()) {
                    all.put(table, rows);
                }
            }
            return all;
        }
    }

    /** What one has and the other has not, row by row, as often as it does; the first of them. */
    public static List<String> differences(Map<String, List<String>> one, Map<String, List<String>> other) {
        var differences = new ArrayList<String>();
        var tables = new TreeSet<>(one.keySet());
        tables.addAll(other.keySet());
        for (var table : tables) {
            var only = new ArrayList<>(one.getOrDefault(table, List.of()));
            other.getOrDefault(table, List.of()).forEach(row -> {
                if (!only.remove(row)) {
                    differences.add(table + " + " + row);
                }
            });
            only.forEach(row -> differences.add(table + " - " + row));
        }
        return differences.size() > SHOWN ? differences.subList(0, SHOWN) : differences;
    }

    private static List<String> tables(Connection owner) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("""
                        select c.table_schema || '.' || c.table_name from information_schema.columns c
                          join information_schema.tables t using (table_schema, table_name)
                         where c.column_name = 'brand' and t.table_type = 'BASE TABLE' order by 1
                        """)) {
            while (rows.next()) {
                var table = rows.getString(1);
                if (Migrations.modules().contains(table.substring(0, table.indexOf('.')))
                        && !LEFT_OUT.contains(table)) {
                    tables.add(table);
                }
            }
        }
        return tables;
    }

    private void name(Connection owner, Brand brand, String table, String name) throws SQLException {
        try (var statement =
                owner.prepareStatement("select id::text, " + name + " from " + table + " where brand = ?")) {
            statement.setObject(1, brand.id().value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.put(rows.getString(1), plain(rows.getString(2)));
                }
            }
        }
    }

    private List<String> rows(Connection owner, Brand brand, String table) throws SQLException {
        var all = new ArrayList<String>();
        try (var statement =
                owner.prepareStatement("select to_jsonb(t) - 'brand' from " + table + " t where brand = ?")) {
            statement.setObject(1, brand.id().value());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(told(table, JSON.readTree(rows.getString(1))));
                }
            }
        }
        all.sort(null);
        return all;
    }

    private String told(String table, JsonNode value) {
        if (value.isObject()) {
            var fields = new TreeMap<String, String>();
            value.properties().forEach(field -> {
                if (!COUNTERS.contains(table + "." + field.getKey())) {
                    fields.put(plain(field.getKey()), told(table + "." + field.getKey(), field.getValue()));
                }
            });
            return fields.toString();
        }
        if (value.isArray()) {
            var all = new ArrayList<String>();
            value.forEach(one -> all.add(told(table, one)));
            return all.toString();
        }
        return value.isString() ? text(value.asString()) : value.toString();
    }

    private String text(String text) {
        var named = names.get(text);
        if (named != null) {
            return named;
        }
        if (isKey(text)) {
            return "key";
        }
        try {
            return OffsetDateTime.parse(text).toInstant().isBefore(since) ? text : "now";
        } catch (DateTimeParseException none) {
            return plain(text);
        }
    }

    private static boolean isKey(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private String plain(String text) {
        var plain = text;
        for (var word : words.entrySet()) {
            plain = plain.replace(word.getKey(), word.getValue());
        }
        return plain;
    }
}
