package parvis.importer;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.person.Strangers;

/**
 * A site of a Stack Exchange data dump: every question with its answers, comments, accepted answer, tags,
 * duplicates and authors, on their dates.
 */
@Component
public class StackExchange {
    private final History history;
    private final Strangers strangers;
    private final Sites sites;

    StackExchange(History history, Strangers strangers, Sites sites) {
        this.history = history;
        this.strangers = strangers;
        this.sites = sites;
    }

    /**
     * Brings what is not here yet.
     *
     * @param source a directory with the files of the dump, or its archive
     * @param site its address, such as {@code https://french.stackexchange.com}; null to read it from the dump
     * @param called under which it is remembered when nothing says which site it is; null for the name of the source
     * @throws DumpRefused when the source does not hold a dump, or a file of it is damaged
     */
    public Summary bring(Brand brand, Path source, @Nullable String site, @Nullable String called, Listener listener) {
        try (var files = DumpFiles.of(source)) {
            listener.progress(Progress.reading());
            var name = called == null
                    ? source.toAbsolutePath().normalize().getFileName().toString()
                    : called;
            var from = site == null ? Guess.of(files, name) : address(site);
            sites.remember(brand, Kind.STACKEXCHANGE, from.name());
            return new SiteImport(history, strangers, brand, files, from, Survey.of(files), listener).run();
        }
    }

    /** Whether this is an address of a site. */
    public static boolean isSite(String address) {
        return Site.ofAddress(Kind.STACKEXCHANGE, address).isPresent();
    }

    private static Site address(String site) {
        return Site.ofAddress(Kind.STACKEXCHANGE, site)
                .orElseThrow(() -> new IllegalArgumentException("Not a site: " + site));
    }
}
