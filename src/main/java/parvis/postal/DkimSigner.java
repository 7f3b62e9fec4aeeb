package parvis.postal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Seals a mail with the name of a domain (RFC 6376), relaxed in both, so that what mail servers do on the way breaks nothing. */
public final class DkimSigner {
    /** RFC 6376, 5.4.1, and what our mails have beside. */
    private static final List<String> SIGNED = List.of(
            "From",
            "Reply-To",
            "Subject",
            "Date",
            "To",
            "Cc",
            "Message-ID",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Auto-Submitted",
            "List-Id",
            "List-Unsubscribe",
            "List-Unsubscribe-Post");
    /** Named once more than they stand there: a second one, put before ours on the way, breaks the seal. */
    private static final Set<String> ALONE = Set.of("From", "Subject", "Date", "To");

    private static final int LINE = 72;

    private final DkimKey key;
    private final String selector;

    public DkimSigner(DkimKey key, String selector) {
        this.key = key;
        this.selector = selector;
    }

    /** The value of the field {@code DKIM-Signature}, to be put before a mail as it leaves. */
    public String sign(byte[] mail, String domain, Instant at) {
        try {
            var from = new ByteArrayInputStream(mail);
            var headers = RawHeaders.read(from);
            var body = new BodyHash(Canonical.RELAXED);
            var rest = from.readAllBytes();
            body.update(rest, rest.length);
            var signed = new ArrayList<String>();
            var words = new StringBuilder();
            for (var name : SIGNED) {
                for (var field : headers.named(name).reversed()) {
                    words.append(Canonical.RELAXED.field(field));
                    signed.add(name.toLowerCase(Locale.ROOT));
                }
                if (ALONE.contains(name)) {
                    signed.add(name.toLowerCase(Locale.ROOT));
                }
            }
            var tags = new LinkedHashMap<String, String>();
            tags.put("v", "1");
            tags.put("a", key.algorithm());
            tags.put("c", "relaxed/relaxed");
            tags.put("d", Domains.ascii(domain));
            tags.put("s", selector);
            tags.put("t", Long.toString(at.getEpochSecond()));
            var value = new StringBuilder();
            tags.forEach((tag, said) -> value.append(value.isEmpty() ? "" : " ")
                    .append(tag)
                    .append('=')
                    .append(said)
                    .append(';'));
            value.append("\r\n\th=").append(folded(signed)).append(";");
            value.append("\r\n\tbh=")
                    .append(Base64.getEncoder().encodeToString(body.done()))
                    .append(";");
            value.append("\r\n\tb=");
            words.append(Canonical.RELAXED.bare("dkim-signature", "DKIM-Signature: " + value));
            var seal = key.sign(words.toString().getBytes(StandardCharsets.ISO_8859_1));
            return value.append(folded(Base64.getEncoder().encodeToString(seal)))
                    .toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String folded(List<String> names) {
        var text = new StringBuilder();
        var line = 3;
        for (var name : names) {
            if (!text.isEmpty()) {
                text.append(':');
                if (line + name.length() > LINE) {
                    text.append("\r\n\t ");
                    line = 2;
                }
            }
            text.append(name);
            line += name.length() + 1;
        }
        return text.toString();
    }

    private static String folded(String base64) {
        return base64.replaceAll("(.{" + LINE + "})(?=.)", "$1\r\n\t ");
    }
}
