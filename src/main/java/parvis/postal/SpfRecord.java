package parvis.postal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which addresses send a domain's mail, as the domain publishes it (RFC 7208). */
public record SpfRecord(String text, List<String> terms) {
    /** So many questions a reader asks before giving up (RFC 7208, 4.6.4). */
    public static final int MOST_LOOKUPS = 10;

    private static final Pattern TERM = Pattern.compile(
            "[+?~-]?(?:all|include:\\S+|a(?:[:/]\\S+)?|mx(?:[:/]\\S+)?|ptr(?::\\S+)?|ip4:[0-9./]+|ip6:[0-9a-f.:/]+|exists:\\S+)"
                    + "|[a-z][a-z0-9_.-]*=\\S*",
            Pattern.CASE_INSENSITIVE);
    private static final int COUNTED = 2 * MOST_LOOKUPS;

    /** All that stand there: there should be one. */
    public static Answer<SpfRecord> of(Dns dns, String domain) {
        return switch (dns.texts(domain)) {
            case Answer.Unknown<String>(var why) -> new Answer.Unknown<>(why);
            case Answer.Nothing<String>() -> new Answer.Nothing<>();
            case Answer.Found<String>(var texts) -> {
                var records = texts.stream()
                        .filter(SpfRecord::isOne)
                        .map(SpfRecord::read)
                        .toList();
                yield records.isEmpty() ? new Answer.Nothing<>() : new Answer.Found<>(records);
            }
        };
    }

    /** The first word that means nothing. */
    public Optional<String> unreadable() {
        return terms.stream().filter(term -> !TERM.matcher(term).matches()).findFirst();
    }

    /** Whether it says what holds for all other addresses: that they do not send its mail. */
    public boolean isClosed() {
        return terms.stream()
                .anyMatch(term -> term.equals("-all") || term.equals("~all") || term.startsWith("redirect="));
    }

    /** How many questions it takes to read it, with what it includes. */
    public int lookups(Dns dns) {
        return lookups(dns, this, new HashSet<>(), 0);
    }

    private static int lookups(Dns dns, SpfRecord record, Set<String> seen, int before) {
        var count = before;
        for (var term : record.terms()) {
            if (count > COUNTED) {
                return count;
            }
            var bare = term.replaceFirst("^[+?~-]", "");
            var other = bare.startsWith("include:") || bare.startsWith("redirect=")
                    ? bare.substring(bare.indexOf(bare.startsWith("include:") ? ':' : '=') + 1)
                    : null;
            if (other != null || bare.matches("(?:a|mx|ptr)(?:[:/].*)?|exists:.*")) {
                count++;
            }
            if (other != null && seen.add(other) && of(dns, other) instanceof Answer.Found<SpfRecord>(var found)) {
                count = lookups(dns, found.getFirst(), seen, count);
            }
        }
        return count;
    }

    /** The same with one more address, before what holds for all others. */
    public String with(InetAddress address) {
        var added = mechanism(address);
        var text = new StringBuilder("v=spf1");
        var put = false;
        for (var term : terms) {
            if (!put && (term.endsWith("all") || term.startsWith("redirect="))) {
                text.append(' ').append(added);
                put = true;
            }
            text.append(' ').append(term);
        }
        return put
                ? text.toString()
                : text.append(' ').append(added).append(" ~all").toString();
    }

    public static String mechanism(InetAddress address) {
        return (address instanceof Inet6Address ? "ip6:" : "ip4:") + address.getHostAddress();
    }

    private static boolean isOne(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("v=spf1") || lower.startsWith("v=spf1 ");
    }

    private static SpfRecord read(String text) {
        var terms = Arrays.stream(text.substring("v=spf1".length()).strip().split(" +"))
                .filter(term -> !term.isEmpty())
                .map(term -> term.toLowerCase(Locale.ROOT))
                .toList();
        return new SpfRecord(text, terms);
    }
}
