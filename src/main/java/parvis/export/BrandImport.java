package parvis.export;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.BrandId;
import parvis.database.DatabaseFailure;
import parvis.database.Transactions;
import parvis.file.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An export comes in: its files first, then its rows, all in one transaction of the brand, which the wall between brands watches.
 * It is the brand that it was, under its own identifiers; whoever has an account here already keeps that one.
 */
@Component
public class BrandImport {
    private static final JsonMapper JSON = new JsonMapper();
    /** Of the change log: what the caches and the index of every node must look at. */
    private static final Map<String, Change.Kind> TOLD = Map.of(
            "conversation.conversation", Change.Kind.CONVERSATION,
            "brand.product", Change.Kind.PRODUCT,
            "brand.teammate", Change.Kind.TEAM,
            "feed.feed", Change.Kind.FEED,
            "newsroom.draft", Change.Kind.DRAFT);

    private static final int AT_ONCE = 10_000;

    private final JdbcClient db;
    private final DataSource database;
    private final Transactions transactions;
    private final Tables tables;
    private final Changes changes;
    private final parvis.file.Files store;

    BrandImport(
            JdbcClient db,
            DataSource database,
            Transactions transactions,
            Tables tables,
            Changes changes,
            parvis.file.Files store) {
        this.db = db;
        this.database = database;
        this.transactions = transactions;
        this.tables = tables;
        this.changes = changes;
        this.store = store;
    }

    /**
     * @param slug of the brand that is expected; null for whichever it is
     * @throws ExportRefused when it is not whole, of a newer program, or here already; nothing was changed but for files that
     *     nobody names
     */
    public BrandExport.Summary bring(Path directory, @Nullable String slug, Consumer<String> progress) {
        var contents = contents(directory);
        if (slug != null && !slug.equals(contents.slug())) {
            throw new ExportRefused(ExportRefused.Reason.ANOTHER, contents.slug(), slug);
        }
        var known = tables.all().stream().collect(Collectors.toMap(Tables.Table::name, table -> table));
        for (var held : contents.tables()) {
            var table = known.get(held.name());
            if (table == null || !table.names().containsAll(held.columns())) {
                throw new ExportRefused(ExportRefused.Reason.NEWER, directory.toString(), contents.parvis());
            }
            mustBeWhole(directory, held);
        }
        try {
            var files = files(directory);
            if (files != contents.files()) {
                throw damaged(directory, "files");
            }
            var brand = new BrandId(contents.brand());
            transactions.run(brand, () -> rows(contents, directory, known, progress));
            changes.wakeEveryNode();
            return new BrandExport.Summary(
                    contents.name(),
                    contents.tables().size(),
                    contents.tables().stream().mapToLong(Contents.Held::rows).sum(),
                    files);
        } catch (DataIntegrityViolationException wrong) {
            throw damaged(directory, String.valueOf(wrong.getMostSpecificCause().getMessage()));
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot read", directory, e);
        }
    }

    /**
     * Whether it is an export, and whole: for those who have no database yet.
     *
     * @throws ExportRefused when it is not
     */
    public static void check(Path directory) {
        contents(directory).tables().forEach(held -> mustBeWhole(directory, held));
    }

    private static Contents contents(Path directory) {
        try {
            var text = Files.readAllBytes(directory.resolve("export.json"));
            if (JSON.readTree(text).path("format").asInt(0) > Contents.FORMAT) {
                throw new ExportRefused(ExportRefused.Reason.NEWER, directory.toString(), "");
            }
            return JSON.readValue(text, Contents.class);
        } catch (IOException | JacksonException none) {
            throw new ExportRefused(ExportRefused.Reason.NOT_AN_EXPORT, directory.toString(), "");
        }
    }

    private static void mustBeWhole(Path directory, Contents.Held held) {
        try (var in = new DigestInputStream(Files.newInputStream(directory.resolve(held.file())), Sha256.begin())) {
            in.transferTo(OutputStream.nullOutputStream());
            if (!Sha256.end(in.getMessageDigest()).equals(held.sha256())) {
                throw damaged(directory, held.file());
            }
        } catch (IOException e) {
            throw damaged(directory, held.file());
        }
    }

    private long files(Path directory) throws IOException {
        var files = 0L;
        try (var all = Files.walk(directory.resolve("files"))) {
            for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                try (var in = Files.newInputStream(file)) {
                    if (!store.put(in, Long.MAX_VALUE)
                            .sha256()
                            .equals(file.getFileName().toString())) {
                        throw damaged(directory, file.toString());
                    }
                }
                files++;
            }
        } catch (NoSuchFileException none) {
            return 0;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files;
    }

    private void rows(Contents contents, Path directory, Map<String, Tables.Table> known, Consumer<String> progress) {
        mustBeNew(contents);
        db.sql("create temp table arriving (n bigint generated always as identity, line jsonb not null) on commit drop")
                .update();
        var held = contents.tables().stream().collect(Collectors.toMap(Contents.Held::name, one -> one));
        var accounts = new HashMap<UUID, UUID>();
        for (var table : tables.all()) {
            var its = held.get(table.name());
            if (its == null) {
                continue; // a table that this program has and that one had not
            }
            progress.accept(table.name());
            db.sql("truncate arriving").update();
            stage(directory.resolve(its.file()));
            if (table.name().equals(Contents.ACCOUNTS)) {
                accounts.putAll(knownAccounts());
            } else {
                mustBeOfTheBrand(contents, directory, table);
                translate(accounts, table);
            }
            insert(table, its.columns());
            tell(contents, table);
        }
        changes.record(new BrandId(contents.brand()), Change.Kind.BRAND, contents.brand());
        changes.record(new BrandId(contents.brand()), Change.Kind.GUARD, contents.brand());
    }

    private void mustBeNew(Contents contents) {
        if (db.sql("select exists (select from brand.address where brand = ?)")
                .param(contents.brand())
                .query(Boolean.class)
                .single()) {
            throw new ExportRefused(ExportRefused.Reason.KNOWN, contents.slug(), contents.name());
        }
    }

    private void stage(Path file) {
        var connection = DataSourceUtils.getConnection(database);
        try (var lines = new Escaped(
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)))) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy arriving (line) from stdin", lines);
        } catch (SQLException e) {
            throw new ExportRefused(ExportRefused.Reason.DAMAGED, file.toString(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /** Who has an account here already keeps it: theirs by ours. */
    private Map<UUID, UUID> knownAccounts() {
        var known = new HashMap<UUID, UUID>();
        db.sql("""
                select (r.line->>'id')::uuid as theirs, a.id as ours from arriving r
                  join person.account a on a.email = r.line->>'email'""").query(row -> {
            known.put(row.getObject("theirs", UUID.class), row.getObject("ours", UUID.class));
        });
        db.sql("delete from arriving r using person.account a where a.email = r.line->>'email'")
                .update();
        return known;
    }

    /** Tables before the wall hold all brands' rows: only this one's come in. */
    private void mustBeOfTheBrand(Contents contents, Path directory, Tables.Table table) {
        if (db.sql("select exists (select from arriving where line->>'brand' is distinct from ?)")
                .param(contents.brand().toString())
                .query(Boolean.class)
                .single()) {
            throw damaged(directory, table.name());
        }
    }

    private void translate(Map<UUID, UUID> accounts, Tables.Table table) {
        if (!table.has("account")) {
            return;
        }
        accounts.forEach((theirs, ours) -> db.sql(
                        "update arriving set line = jsonb_set(line, '{account}', to_jsonb(cast(? as text))) where line->>'account' = ?")
                .params(ours.toString(), theirs.toString())
                .update());
    }

    private void insert(Tables.Table table, List<String> held) {
        var columns = table.columns().stream()
                .filter(column -> !column.numbered() && held.contains(column.name()))
                .map(Tables.Column::name)
                .toList();
        db.sql("insert into %s (%s) select %s from arriving a, jsonb_populate_record(null::%s, a.line) r order by a.n"
                        .formatted(
                                table.quoted(),
                                columns.stream().map(Tables::quoted).collect(Collectors.joining(", ")),
                                columns.stream()
                                        .map(c -> "r." + Tables.quoted(c))
                                        .collect(Collectors.joining(", ")),
                                table.quoted()))
                .update();
    }

    private void tell(Contents contents, Tables.Table table) {
        var kind = TOLD.get(table.name());
        if (kind == null) {
            return;
        }
        var ids = db.sql("select (line->>'id')::uuid from arriving order by n")
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            changes.recordAll(
                    new BrandId(contents.brand()), kind, ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
        }
    }

    private static ExportRefused damaged(Path directory, String what) {
        return new ExportRefused(ExportRefused.Reason.DAMAGED, directory.toString(), what);
    }

    /** In a line that COPY reads a backslash is written twice; nothing else in a line of JSON means anything to it. */
    private static final class Escaped extends FilterReader {
        private boolean again;

        Escaped(Reader from) {
            super(from);
        }

        @Override
        public int read() throws IOException {
            if (again) {
                again = false;
                return '\\';
            }
            var one = in.read();
            again = one == '\\';
            return one;
        }

        @Override
        public int read(char[] into, int offset, int length) throws IOException {
            var read = 0;
            while (read < length) {
                var one = read();
                if (one < 0) {
                    return read == 0 ? -1 : read;
                }
                into[offset + read++] = (char) one;
            }
            return read;
        }
    }
}
