package parvis.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.DatabaseFailure;
import parvis.database.Durable;
import parvis.database.Transactions;
import parvis.file.Sha256;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything of one brand, as it is at one moment: each of its tables as JSON Lines, and the files that its rows name. Read as
 * the brand, so that nothing of another's can be among it. The directory gets its name when it is whole.
 */
@Component
public class BrandExport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 500;
    /** Files are named by the hash of their content, and rows name them so. */
    static final Pattern FILE = Pattern.compile("\"([0-9a-f]{64})\"");

    private final JdbcClient db;
    private final Transactions transactions;
    private final Tables tables;
    private final parvis.file.Files store;
    private final Ledger ledger;

    BrandExport(JdbcClient db, Transactions transactions, Tables tables, parvis.file.Files store, Ledger ledger) {
        this.db = db;
        this.transactions = transactions;
        this.tables = tables;
        this.store = store;
        this.ledger = ledger;
    }

    public record Summary(String name, int tables, long rows, long files) {}

    /**
     * @param directory not there yet, or empty
     * @param progress hears which table is written
     * @throws ExportRefused when something is there
     */
    public Summary write(Brand brand, Path directory, String version, Instant now, Consumer<String> progress) {
        var target = directory.toAbsolutePath().normalize();
        var arriving = target.resolveSibling("." + target.getFileName() + ".arriving");
        try {
            mustBeFree(target, directory);
            Durable.deleteTree(arriving);
            Files.createDirectory(
                    arriving, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            transactions.run(
                    brand.id(),
                    () -> ledger.write(new LedgerEvent(
                            brand.id(),
                            now,
                            "brand.exported",
                            Actor.SYSTEM,
                            "brand",
                            brand.id().value(),
                            null,
                            How.CONSOLE,
                            Map.of())));
            var contents = transactions.reading(brand.id(), () -> rows(brand, arriving, version, now, progress));
            Files.deleteIfExists(target);
            Durable.rename(arriving, target);
            return new Summary(
                    brand.name(),
                    contents.tables().size(),
                    contents.tables().stream().mapToLong(Contents.Held::rows).sum(),
                    contents.files());
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot write in", target, e);
        } catch (UncheckedIOException e) {
            throw DatabaseFailure.of("Cannot write in", target, Objects.requireNonNull(e.getCause()));
        } finally {
            forget(arriving);
        }
    }

    private static void mustBeFree(Path target, Path named) throws IOException {
        if (!Files.exists(target)) {
            return;
        }
        try (var entries = Files.list(target)) {
            if (entries.findAny().isPresent()) {
                throw new ExportRefused(ExportRefused.Reason.EXISTS, named.toString(), "");
            }
        } catch (java.nio.file.NotDirectoryException file) {
            throw new ExportRefused(ExportRefused.Reason.EXISTS, named.toString(), "");
        }
    }

    private static void forget(Path arriving) {
        try {
            Durable.deleteTree(arriving);
        } catch (IOException e) {
            throw DatabaseFailure.of("Cannot remove", arriving, e);
        }
    }

    private Contents rows(Brand brand, Path into, String version, Instant now, Consumer<String> progress) {
        try {
            db.sql("select set_config('timezone', 'UTC', true)")
                    .query(String.class)
                    .single();
            Files.createDirectory(into.resolve("tables"));
            var all = tables.all();
            var held = new ArrayList<Contents.Held>();
            var names = new HashSet<String>();
            for (var table : all) {
                progress.accept(table.name());
                held.add(table(brand, table, all, into, names));
            }
            var files = 0L;
            for (var name : names) {
                files += file(name, into) ? 1 : 0;
            }
            var contents = new Contents(
                    Contents.FORMAT,
                    version,
                    now,
                    brand.id().value(),
                    brand.slug(),
                    brand.name(),
                    List.copyOf(held),
                    files);
            Files.write(
                    into.resolve("export.json"),
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(contents));
            Files.writeString(into.resolve("README.md"), Readme.of(contents));
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Contents.Held table(Brand brand, Tables.Table table, List<Tables.Table> all, Path into, Set<String> names)
            throws IOException {
        var digest = Sha256.begin();
        var rows = new long[1];
        var order = table.columns().stream()
                .filter(Tables.Column::numbered)
                .map(Tables.Column::name)
                .findFirst()
                .map(Tables::quoted)
                .orElse(table.key().stream()
                        .map(key -> "t." + Tables.quoted(key))
                        .collect(Collectors.joining(", ")));
        try (var out = new BufferedWriter(new OutputStreamWriter(
                new DigestOutputStream(Files.newOutputStream(into.resolve(Contents.Held.file(table.name()))), digest),
                StandardCharsets.UTF_8))) {
            db.sql("select to_jsonb(t)::text as line from " + table.quoted() + " t where " + whose(table, all)
                            + " order by " + order)
                    .param("brand", brand.id().value())
                    .withFetchSize(AT_ONCE)
                    .query(row -> {
                        line(row.getString("line"), out, names);
                        rows[0]++;
                    });
        }
        return new Contents.Held(table.name(), table.names(), rows[0], Sha256.end(digest));
    }

    /** The wall lets no other brand's rows through where there is one; tables before the wall are asked for the brand's. */
    private static String whose(Tables.Table table, List<Tables.Table> all) {
        if (!table.name().equals(Contents.ACCOUNTS)) {
            return "t.brand = :brand";
        }
        return all.stream()
                .filter(other -> other.has("account"))
                .map(other -> "select o.account from " + other.quoted() + " o where o.brand = :brand")
                .collect(Collectors.joining(" union ", "t.id in (", ")"));
    }

    private static void line(@Nullable String line, BufferedWriter out, Set<String> names) {
        try {
            var text = String.valueOf(line);
            out.write(text);
            out.write('\n');
            FILE.matcher(text).results().forEach(found -> names.add(found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not every hash in a row is that of a file. */
    private boolean file(String name, Path into) throws IOException {
        var content = store.open(name);
        if (content.isEmpty()) {
            return false;
        }
        var shelf = Files.createDirectories(into.resolve("files").resolve(name.substring(0, 2)));
        try (var from = content.get()) {
            Files.copy(from, shelf.resolve(name));
        }
        return true;
    }
}
