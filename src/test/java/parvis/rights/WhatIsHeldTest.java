package parvis.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import parvis.privacy.Holder;
import parvis.support.ProductTest;
import parvis.support.TestDatabase;

/** Of every column of every table it is known who answers for what it holds of people, or why it holds nothing. */
@ProductTest
class WhatIsHeldTest {
    private static final Path NOTHING = Path.of("src/test/resources/holds-nothing-personal.txt");

    @Autowired
    List<Holder> holders;

    record Said(String table, Set<String> columns, String why) {}

    @Test
    void everyColumnIsAnsweredForOrHoldsNothingOfPeople() throws Exception {
        var columns = columns();
        assertThat(columns).contains("conversation.message.text", "brand.audit_aside.origin", "rights.link.email");
        var answered = holders.stream().flatMap(h -> h.answersFor().stream()).collect(Collectors.toSet());
        assertThat(answered).as("they answer for what is there").isSubsetOf(columns);
        var said = said();
        assertThat(said).allSatisfy(one -> assertThat(one.why()).as(one.table()).isNotBlank());
        var explained = said.stream()
                .flatMap(one -> one.columns().stream()
                        .flatMap(column -> one.table().equals("*")
                                ? columns.stream().filter(known -> known.endsWith("." + column))
                                : Stream.of(one.table() + "." + column)))
                .collect(Collectors.toSet());
        assertThat(explained).as("what is explained is there").isSubsetOf(columns);
        var unknown = new ArrayList<>(columns);
        unknown.removeAll(answered);
        unknown.removeAll(explained);
        assertThat(unknown).as("nobody knows what these hold").isEmpty();
        var both = new HashSet<>(answered);
        both.retainAll(said.stream()
                .filter(one -> !one.table().equals("*"))
                .flatMap(one -> one.columns().stream().map(column -> one.table() + "." + column))
                .toList());
        assertThat(both).as("held and explained away").isEmpty();
    }

    private static List<Said> said() throws IOException {
        return Files.readAllLines(NOTHING).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .map(parts -> new Said(parts[0].strip(), Set.of(parts[1].strip().split("\\s+")), parts[2].strip()))
                .toList();
    }

    private static List<String> columns() throws SQLException {
        var at = TestDatabase.location();
        try (var connection = DriverManager.getConnection(at.url(), at.owner(), at.ownerPassword());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select c.table_schema || '.' || c.table_name || '.' || c.column_name
                          from information_schema.columns c
                          join information_schema.tables t using (table_schema, table_name)
                         where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
                           and c.table_name <> 'migration'
                        """)) {
            var columns = new ArrayList<String>();
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
            return columns;
        }
    }
}
