package parvis.importer;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which site a dump comes from. Its files do not say; but where a post of it links to another one, an address in the text
 * names the site and the number of that other post.
 */
final class Guess {
    private static final Pattern ADDRESS = Pattern.compile("https?://([A-Za-z0-9.-]+)/(?:questions|q|a)/(\\d{1,9})\\b");
    private static final Pattern HOST = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final int ENOUGH = 20_000;

    private Guess() {}

    static Site of(Path directory) {
        var name = directory.toAbsolutePath().normalize().getFileName().toString();
        return HOST.matcher(name).matches()
                ? Site.ofAddress(Kind.STACKEXCHANGE, name).orElseThrow()
                : linked(directory)
                        .flatMap(host -> Site.ofAddress(Kind.STACKEXCHANGE, host))
                        .orElseGet(() -> new Site(Kind.STACKEXCHANGE, name, null));
    }

    private static Optional<String> linked(Path directory) {
        var links = new HashMap<Integer, Set<Integer>>();
        Survey.optional(directory, "PostLinks.xml", row -> {
            var from = row.number("PostId");
            var to = row.number("RelatedPostId");
            if (from != null && to != null && links.size() < ENOUGH) {
                links.computeIfAbsent(from, id -> new HashSet<>()).add(to);
            }
        });
        var hosts = new HashMap<String, Integer>();
        if (!links.isEmpty()) {
            Dump.read(directory.resolve("Posts.xml"), row -> {
                var targets = links.get(row.number("Id"));
                if (targets != null) {
                    var addresses = ADDRESS.matcher(row.text("Body", ""));
                    while (addresses.find()) {
                        if (targets.contains(Integer.valueOf(addresses.group(2)))) {
                            hosts.merge(addresses.group(1).toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
                        }
                    }
                }
            });
        }
        return hosts.entrySet().stream()
                .max(Comparator.comparing((Map.Entry<String, Integer> host) -> host.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
