package parvis.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a mail in a mailbox still tells of the envelope that it came in.
 *
 * @param sender as the last server wrote it down (RFC 5321, 4.4); empty when none did
 * @param recipients to whom it was delivered, then to whom it was written
 */
record Envelope(String sender, List<String> recipients) {
    private static final List<String> DELIVERED =
            List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to");
    private static final List<String> WRITTEN = List.of("to", "cc");
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>,;:\"()\\[\\]@]{1,64}@[^\\s<>,;:\"()\\[\\]@]{1,255}");
    private static final int MOST = 100;
    private static final int LONGEST = 10_000;

    /** @param head the beginning of the mail, with its whole header */
    static Envelope of(byte[] head) {
        try {
            var headers = new InternetHeaders(new ByteArrayInputStream(head), true);
            var recipients = new ArrayList<String>();
            DELIVERED.forEach(name -> recipients.addAll(addresses(headers, name)));
            WRITTEN.forEach(name -> recipients.addAll(addresses(headers, name)));
            return new Envelope(
                    sender(headers), recipients.stream().distinct().limit(MOST).toList());
        } catch (MessagingException unreadable) {
            return new Envelope("", List.of());
        }
    }

    /** What stands below a server's mark was there before that server, and may be anybody's. */
    private static String sender(InternetHeaders headers) {
        for (var all = headers.getAllHeaders(); all.hasMoreElements(); ) {
            var header = all.nextElement();
            if (is(header, "Received")) {
                return "";
            }
            if (is(header, "Return-Path")) {
                return addresses(header.getValue()).stream().findFirst().orElse("");
            }
        }
        return "";
    }

    private static boolean is(Header header, String name) {
        return header.getName().strip().equalsIgnoreCase(name);
    }

    private static List<String> addresses(InternetHeaders headers, String name) {
        var found = headers.getHeader(name, ", ");
        return found == null ? List.of() : addresses(found);
    }

    private static List<String> addresses(String text) {
        return ADDRESS.matcher(text.substring(0, Math.min(text.length(), LONGEST)))
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .limit(MOST)
                .toList();
    }
}
