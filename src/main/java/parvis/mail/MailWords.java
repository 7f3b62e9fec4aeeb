package parvis.mail;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.conversation.Incoming;
import parvis.mime.Kind;
import parvis.mime.ReadMail;
import parvis.mime.Trouble;
import parvis.text.Clean;
import parvis.text.PlainText;
import parvis.web.Words;

/**
 * What a mail says, as a conversation keeps it.
 *
 * @param text the person's own words, or why there are none
 * @param quoted what was folded away from them
 * @param html as it came, cut where it is too long
 * @param language {@code fr}, {@code en} or null
 */
public record MailWords(
        String subject,
        String text,
        @Nullable String quoted,
        @Nullable String html,
        @Nullable String language) {
    private static final int LONGEST_QUOTED = 100_000;
    private static final int LONGEST_HTML = 500_000;

    public static MailWords of(Brand brand, Unpacked unpacked, ReadMail read) {
        return of(Words.in(brand.language()), unpacked, read);
    }

    static MailWords of(Words words, Unpacked unpacked, ReadMail read) {
        var folded = !read.own().isBlank();
        var text = folded ? read.own() : read.text();
        var quoted = folded ? read.quoted() : "";
        if (isUnreadable(read)) {
            text = words.t("mail.unreadable") + (text.isBlank() ? "" : "\n\n" + text);
        } else if (text.isBlank()) {
            text = words.t(
                    unpacked.pictures().isEmpty() && unpacked.files().isEmpty() ? "mail.empty" : "mail.only.files");
        }
        return new MailWords(
                subject(words, read.subject()),
                Clean.text(text, Incoming.MOST_TEXT).text(),
                quoted(quoted),
                read.html() == null
                        ? null
                        : Clean.text(read.html(), LONGEST_HTML).text(),
                read.language()
                        .map(Locale::getLanguage)
                        .filter(known -> known.equals("fr") || known.equals("en"))
                        .orElse(null));
    }

    /** A report that something did not arrive, in our words; the machine's own are folded away. */
    public static MailWords ofBounce(Brand brand, ReadMail read, Kind.Bounce bounce) {
        var words = Words.in(brand.language());
        return new MailWords(
                subject(words, read.subject()),
                notDelivered(words, bounce.failures()),
                quoted(read.text()),
                null,
                brand.language());
    }

    static String notDelivered(Words words, List<Kind.Failure> failures) {
        if (failures.isEmpty()) {
            return words.t("mail.bounce");
        }
        var said = new StringBuilder();
        for (var failure : failures) {
            said.append(said.isEmpty() ? "" : "\n")
                    .append(words.t(
                            failure.permanent() ? "mail.bounce.at" : "mail.bounce.delayed",
                            failure.recipient(),
                            failure.words().isEmpty() ? failure.status() : failure.words()));
        }
        return said.toString();
    }

    private static @Nullable String quoted(String quoted) {
        return quoted.isBlank() ? null : Clean.text(quoted, LONGEST_QUOTED).text();
    }

    /** Bytes that are no mail, or one of which nothing is left. */
    public static boolean isUnreadable(ReadMail read) {
        var nothing = read.text().isBlank()
                && read.html() == null
                && read.attachments().isEmpty();
        return read.troubles().contains(Trouble.NO_HEADERS)
                || (nothing && read.from().isEmpty() && read.subject().isBlank());
    }

    private static String subject(Words words, String written) {
        var subject =
                PlainText.cut(Clean.line(written, 2 * Incoming.MOST_SUBJECT).text(), Incoming.MOST_SUBJECT);
        return subject.isBlank() ? words.t("mail.subject.none") : subject;
    }
}
