package parvis.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.database.Transactions;
import parvis.importer.DumpRefused.Reason;
import parvis.outbound.Fetcher;
import parvis.person.Strangers;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Discourse forum: every topic that everybody could read, with its answers, the one that was accepted, categories and tags, and
 * authors, on their dates; from the site itself, or from answers of its API that were kept in files.
 */
@Component
public class Discourse {
    private final History history;
    private final Strangers strangers;
    private final Sites sites;
    private final Transactions transactions;
    private final Fetcher fetcher;
    private final Clock clock;
    private final JsonMapper json;

    Discourse(
            History history,
            Strangers strangers,
            Sites sites,
            Transactions transactions,
            Fetcher fetcher,
            Clock clock,
            JsonMapper json) {
        this.history = history;
        this.strangers = strangers;
        this.sites = sites;
        this.transactions = transactions;
        this.fetcher = fetcher;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Asks the site, and brings what is not here yet.
     *
     * @param address such as {@code https://forum.example.com}
     * @param key of its API, or null to ask as anybody
     * @param user in whose name the key asks; null for {@code system}
     * @throws DumpRefused when it does not answer as such a forum does
     */
    public Summary ask(Brand brand, String address, @Nullable String key, @Nullable String user, Listener listener) {
        var site = Site.ofAddress(Kind.DISCOURSE, address)
                .orElseThrow(() -> new IllegalArgumentException("Not a site: " + address));
        listener.progress(Progress.reading());
        sites.remember(brand, Kind.DISCOURSE, site.name());
        try (var run = new ForumImport(history, strangers, brand, site, listener)) {
            new ForumSite(
                            fetcher,
                            clock,
                            json,
                            site,
                            key,
                            user,
                            run,
                            names -> transactions.in(
                                    brand.id(),
                                    () -> history.known(names).keySet().containsAll(names)))
                    .bring();
            return run.end();
        }
    }

    /**
     * Reads what was kept, and brings what is not here yet.
     *
     * @param source a directory, or a ZIP file, with answers of the API as JSON
     * @param address of the site that gave them, or null: then nothing points back
     * @param called under which they are remembered without one; null for the name of the source
     */
    public Summary read(
            Brand brand, Path source, @Nullable String address, @Nullable String called, Listener listener) {
        if (!Files.exists(source)) {
            throw new DumpRefused(Reason.NOT_THERE, source.toString(), "");
        }
        listener.progress(Progress.reading());
        var name = called == null
                ? source.toAbsolutePath().normalize().getFileName().toString()
                : called;
        var site = address == null
                ? new Site(Kind.DISCOURSE, name, null)
                : Site.ofAddress(Kind.DISCOURSE, address).orElseThrow();
        sites.remember(brand, Kind.DISCOURSE, site.name());
        try (var run = new ForumImport(history, strangers, brand, site, listener)) {
            if (Files.isDirectory(source)) {
                new ForumFiles(source, Long.MAX_VALUE, run).bring();
            } else {
                if (ZipLook.listLength(source) > ZipLook.LONGEST_LIST) {
                    throw new DumpRefused(Reason.UNFOLDS, name, "");
                }
                try (var zip = FileSystems.newFileSystem(source)) {
                    new ForumFiles(zip.getPath("/"), ForumFiles.unfolded(Files.size(source)), run).bring();
                }
            }
            return run.end();
        } catch (IOException
                | UncheckedIOException
                | InvalidPathException
                | java.nio.file.ProviderNotFoundException e) {
            throw new DumpRefused(Reason.NO_FORUM, source.toString(), String.valueOf(e.getMessage()));
        }
    }
}
