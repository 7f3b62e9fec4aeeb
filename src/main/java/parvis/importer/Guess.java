package parvis.importer;

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

    /** @param called as the directory or the archive is */
    static Site of(DumpFiles files, String called) {
        var name = called.replaceFirst("\\.(?:7z|zip)$", "");
        return Optional.of(name)
                .filter(host -> HOST.matcher(host).matches())
                .or(() -> linked(files))
                .flatMap(host -> Site.ofAddress(Kind.STACKEXCHANGE, host))
                .orElseGet(() -> new Site(Kind.STACKEXCHANGE, name, null));
    }

    private static Optional<String> linked(DumpFiles files) {
        var links = new HashMap<Integer, Set<Integer>>();
        Dump.readIfThere(files, DumpFiles.LINKS, row -> {
            var from = row.number("PostId");
            var to = row.number("RelatedPostId");
            if (from != null && to != null && links.size() < ENOUGH) {
                links.computeIfAbsent(from, id -> new HashSet<>()).add(to);
            }
        });
        var hosts = new HashMap<String, Integer>();
        if (!links.isEmpty()) {
            Dump.read(files, DumpFiles.POSTS, row -> {
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
