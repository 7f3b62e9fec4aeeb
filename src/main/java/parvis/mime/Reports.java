package parvis.mime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parvis.mime.Kind.Failure;
import parvis.mime.Kind.Why;

/** Reports in the form of headers: delivery status (RFC 3464) and feedback (RFC 5965). */
final class Reports {

    private static final int MOST = 200;
    private static final int LONGEST = 500;

    private Reports() {}

    /** @param action failed, delayed, delivered, relayed, expanded, or empty */
    record Status(String action, Failure failure) {}

    static List<Status> statuses(String report) {
        var found = new ArrayList<Status>();
        var group = new HashMap<String, String>();
        for (var line : (report + "\nfinal-recipient:")
                .replaceAll("\\r?\\n[ \\t]+", " ")
                .split("\\R")) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                continue;
            }
            var name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            // Blank lines between groups are missing or many: a name that comes again begins the next.
            if (group.containsKey(name) && (name.equals("final-recipient") || name.equals("original-recipient"))
                    || (name.equals("final-recipient") && line.length() == colon + 1)) {
                add(group, found);
            }
            group.putIfAbsent(name, line.substring(colon + 1).strip());
        }
        return found;
    }

    private static void add(Map<String, String> group, List<Status> found) {
        var original = typed(group, "original-recipient");
        var recipient = original.isEmpty() ? typed(group, "final-recipient") : original;
        var action = group.getOrDefault("action", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z].*", "");
        var words = Words.line(
                group.getOrDefault("diagnostic-code", "").replaceFirst("(?i)^(?:smtp|x-[\\w-]+) ?; ?", ""), LONGEST);
        var status = Bounces.status(group.getOrDefault("status", ""));
        var said = Bounces.status(words);
        if (!said.isEmpty() && (status.isEmpty() || status.endsWith(".0.0"))) {
            status = said; // 5.0.0 says nothing, and the words behind often do
        }
        if ((!recipient.isEmpty() || !action.isEmpty() || !status.isEmpty()) && found.size() < MOST) {
            boolean permanent =
                    !action.equals("delayed") && (status.isEmpty() ? Bounces.permanent(words) : status.startsWith("5"));
            found.add(new Status(action, new Failure(recipient, status, permanent, words)));
        }
        group.clear();
    }

    private static String typed(Map<String, String> group, String name) {
        var value = group.getOrDefault(name, "");
        var address = value.substring(value.indexOf(';') + 1).strip();
        var found = Addresses.of(address);
        return found.isEmpty() ? "" : found.getFirst().address();
    }

    static Kind complaint(String report, @Nullable Part original) {
        var type = "abuse";
        var recipients = new ArrayList<String>();
        for (var line : report.replaceAll("\\r?\\n[ \\t]+", " ").split("\\R")) {
            int colon = line.indexOf(':');
            var value = line.substring(colon + 1).strip();
            switch (colon < 1 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "feedback-type" -> type = Words.line(value, 40).toLowerCase(Locale.ROOT);
                case "original-rcpt-to", "removal-recipient" -> add(value, recipients);
                default -> {}
            }
        }
        if (type.startsWith("auth-failure") || type.startsWith("dmarc")) {
            return new Kind.Automatic(Why.GENERATED); // about a forged sender: nobody complained
        }
        if (recipients.isEmpty() && original != null) {
            add(original.first("to"), recipients);
        }
        return new Kind.Complaint(type, List.copyOf(recipients), Bounces.id(original, ""));
    }

    private static void add(String value, List<String> recipients) {
        for (var mailbox : Addresses.of(value)) {
            if (!mailbox.address().isEmpty() && !recipients.contains(mailbox.address()) && recipients.size() < MOST) {
                recipients.add(mailbox.address());
            }
        }
    }
}
