package parvis.importer;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.History;
import parvis.importer.DumpRefused.Reason;
import parvis.person.Strangers;

/**
 * A site of a Stack Exchange data dump, unpacked: every question with its answers, comments, accepted answer, tags,
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
     * @param site its address, such as {@code https://french.stackexchange.com}; null to read it from the dump
     * @throws DumpRefused when the directory does not hold a dump, or a file of it is damaged
     */
    public Summary bring(Brand brand, Path directory, @Nullable String site, Listener listener) {
        if (!Files.isDirectory(directory)) {
            throw new DumpRefused(Reason.NOT_A_DIRECTORY, directory.toString(), "");
        }
        if (!Files.exists(directory.resolve("Posts.xml"))) {
            throw new DumpRefused(Reason.NO_POSTS, directory.toString(), "");
        }
        if (!Files.exists(directory.resolve("Users.xml"))) {
            throw new DumpRefused(Reason.NO_USERS, directory.toString(), "");
        }
        listener.progress(Progress.reading());
        var from = site == null ? Guess.of(directory) : address(site);
        sites.remember(brand, Kind.STACKEXCHANGE, from.name());
        return new SiteImport(history, strangers, brand, directory, from, Survey.of(directory), listener).run();
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
