package parvis.guard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Links as they are written; nothing is fetched. */
final class Links {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"»)\\]]+[^\\s<>\"»)\\].,;:!?]");
    private static final Pattern TRACKING = Pattern.compile(
            "(?:utm_\\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|mc_[ce]id|igsh(?:id)?|twclid|ttclid|li_fat_id|_hs(?:enc|mi)|vero_id|oly_\\w+_id|wickedid|s_cid|mkt_tok|ref_src)",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> SHORTENERS = Set.of(
            "bit.ly",
            "t.co",
            "tinyurl.com",
            "ow.ly",
            "lnkd.in",
            "buff.ly",
            "goo.gl",
            "is.gd",
            "cutt.ly",
            "rebrand.ly",
            "t.ly",
            "rb.gy",
            "shorturl.at",
            "dlvr.it",
            "fb.me",
            "urlz.fr",
            "linktr.ee",
            "swll.to",
            "hubs.ly",
            "trib.al",
            "tiny.cc");

    private Links() {}

    static void read(Reading reading, List<Finding> findings) {
        var links = LINK.matcher(reading.text());
        var rented = new Rented(reading);
        while (links.find()) {
            var link = links.group();
            var host = host(link);
            if (SHORTENERS.contains(host)) {
                tell("shortened", links.start(), links.end(), findings, host);
            }
            var clean = withoutTracking(link);
            if (Rented.is(host)) {
                rented.read(host, clean, links.start(), links.end(), findings);
            }
            if (!clean.equals(link)) {
                tell("tracking", links.start(), links.end(), findings, clean);
            }
            if (link.startsWith("http://") && !host.endsWith(".test") && !host.equals("localhost")) {
                tell("insecure", links.start(), links.end(), findings, "https" + link.substring(4));
            }
        }
    }

    private static void tell(String kind, int start, int end, List<Finding> findings, String argument) {
        findings.add(Finding.of(Check.HONESTY, kind, Weight.LOOK, start, end, argument));
    }

    private static String host(String link) {
        var host = link.replaceFirst("^https?://(?:[^/@]*@)?", "")
                .split("[/?#:]", 2)[0]
                .toLowerCase(Locale.ROOT);
        return host.replaceFirst("^(?:www|m|fr|fr-fr|en|mobile|web)\\.", "");
    }

    /** The same address without what only follows people around. */
    static String withoutTracking(String link) {
        var question = link.indexOf('?');
        if (question < 0) {
            return link;
        }
        var hash = link.indexOf('#', question);
        var query = link.substring(question + 1, hash < 0 ? link.length() : hash);
        var kept = Arrays.stream(query.split("&"))
                .filter(parameter ->
                        !TRACKING.matcher(parameter.split("=", 2)[0]).matches())
                .collect(Collectors.joining("&"));
        if (kept.equals(query)) {
            return link;
        }
        return link.substring(0, question)
                + (kept.isEmpty() ? "" : "?" + kept)
                + (hash < 0 ? "" : link.substring(hash));
    }
}
