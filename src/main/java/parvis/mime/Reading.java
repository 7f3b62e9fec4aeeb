package parvis.mime;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parvis.text.LanguageGuess;

/** Gathers a mail while it is walked: its words, its reports, its attachments. */
final class Reading {

    private static final int MOST_TEXT = 1 << 20;
    private static final int MOST_HTML = 2 << 20;
    private static final int MOST_WORDS = 64; // pieces of text in one mail
    private static final int TELLING = 800; // characters that tell a language
    private static final int CAPTURED = 128 << 10;

    private static final Set<String> REPORTS = Set.of(
            "message/delivery-status",
            "message/global-delivery-status",
            "message/feedback-report",
            "message/disposition-notification",
            "message/global-disposition-notification");
    private static final Set<String> MAILS = Set.of(
            "message/rfc822",
            "message/global",
            "message/news",
            "text/rfc822-headers",
            "message/rfc822-headers",
            "message/global-headers");
    private static final Set<String> SIGNATURES =
            Set.of("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature");
    private static final Set<String> BESIDE_PICTURES = Set.of("multipart/related");

    private final AttachmentSink sink;
    private final List<Piece> words = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final Evidence evidence = new Evidence();
    private final Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
    private boolean first = true;

    Reading(AttachmentSink sink) {
        this.sink = sink;
    }

    int attachments() {
        return attachments.size();
    }

    private record Piece(Part part, boolean html, String text) {}

    void leaf(Part part, InputStream decoded) throws IOException {
        boolean wasFirst = first;
        first = false;
        var type = part.type();
        if (REPORTS.contains(type)) {
            evidence.report(type, captured(decoded));
        } else if (isWords(part, wasFirst)) {
            words(part, decoded);
        } else {
            attachment(part, decoded);
        }
    }

    private boolean isWords(Part part, boolean wasFirst) {
        if (words.size() >= MOST_WORDS || part.attached()) {
            return false;
        }
        boolean readable = switch (part.type()) {
            case "text/plain", "text/html", "text/enriched", "text/richtext", "text/x-html", "text/markdown" -> true;
            default -> part.isMultipart(); // without a boundary it is words
        };
        return readable && (wasFirst || part.fileName().isEmpty() || part.depth == 0);
    }

    private void words(Part part, InputStream decoded) throws IOException {
        boolean html = part.type().endsWith("html");
        int most = html ? MOST_HTML : MOST_TEXT;
        var bytes = decoded.readNBytes(most);
        if (bytes.length == most && decoded.read() >= 0) {
            troubles.add(Trouble.TEXT_CUT);
        }
        if (part.encoding().contains("uue")) {
            bytes = Uuencoded.body(bytes);
        }
        var characters = Charsets.decode(
                bytes, html && part.parameter("charset").isEmpty() ? Html.charset(bytes) : part.parameter("charset"));
        if (characters.trouble() != null) {
            troubles.add(characters.trouble());
        }
        var text = characters.text();
        if (html) {
            words.add(new Piece(part, true, text));
            return;
        }
        if (part.parameter("format").equalsIgnoreCase("flowed")) {
            text = Flowed.unfolded(text, part.parameter("delsp").equalsIgnoreCase("yes"));
        }
        if (part.isType("text/enriched") || part.isType("text/richtext")) {
            text = Html.ofEnriched(text);
        }
        var taken = Uuencoded.from(text);
        for (var file : taken.files()) {
            keep(
                    new Found(file.name(), "application/octet-stream", null, false),
                    new Contents.File(),
                    new ByteArrayInputStream(file.bytes()));
        }
        evidence.text(taken.text());
        words.add(new Piece(part, false, taken.text()));
    }

    private record Found(
            String declaredName, String type, @Nullable String contentId, boolean inline) {}

    private void attachment(Part part, InputStream decoded) throws IOException {
        var type = part.type();
        boolean inline =
                part.inline() || (!part.attached() && part.contentId() != null && part.within(BESIDE_PICTURES));
        var found = new Found(part.fileName(), type, part.contentId(), inline);
        if (MAILS.contains(type)) {
            var beginning = decoded.readNBytes(CAPTURED);
            if (!part.inline() || evidence.mail() == null) {
                evidence.mail(beginning);
            }
            if (!part.fileName().isEmpty() || !type.contains("headers")) {
                var subject = Words.line(Evidence.subject(beginning), 200);
                var name = part.fileName().isEmpty() && !subject.isEmpty() ? subject + ".eml" : part.fileName();
                keep(
                        new Found(name, type, part.contentId(), inline),
                        new Contents.Mail(subject),
                        rest(beginning, decoded));
            }
        } else if (type.equals("text/calendar")
                || type.equals("application/ics")
                || extension(part).equals("ics")) {
            var beginning = decoded.readNBytes(CAPTURED);
            var event = Cards.calendar(text(beginning, part), part.parameter("method"));
            evidence.calendar(event);
            keep(found, event, rest(beginning, decoded));
        } else if (type.endsWith("vcard")
                || type.equals("text/directory")
                || extension(part).equals("vcf")) {
            var beginning = decoded.readNBytes(CAPTURED);
            keep(found, Cards.contacts(text(beginning, part)), rest(beginning, decoded));
        } else {
            if (part.encoding().contains("uue")) {
                decoded = new ByteArrayInputStream(Uuencoded.body(decoded.readNBytes(MOST_HTML)));
            }
            keep(found, contents(part, type), decoded);
        }
    }

    private static Contents contents(Part part, String type) {
        var name = part.fileName().toLowerCase(Locale.ROOT);
        if (type.equals("application/ms-tnef")
                || type.equals("application/vnd.ms-tnef")
                || name.equals("winmail.dat")) {
            return new Contents.Tnef();
        }
        if (SIGNATURES.contains(type) || name.equals("smime.p7s")) {
            return new Contents.Signature();
        }
        if (type.equals("application/pkcs7-mime") || type.equals("application/x-pkcs7-mime")) {
            return part.parameter("smime-type").contains("signed")
                    ? new Contents.Signature()
                    : new Contents.Encrypted();
        }
        if (type.equals("application/pgp-encrypted") || part.around("multipart/encrypted") != null) {
            return new Contents.Encrypted();
        }
        if (type.equals("application/pgp-keys")) {
            return new Contents.Key();
        }
        return type.startsWith("image/") ? new Contents.Picture() : new Contents.File();
    }

    private void keep(Found found, Contents contents, InputStream decoded) throws IOException {
        int number = attachments.size();
        var name = FileNames.safe(found.declaredName(), found.type(), number + 1);
        var counting = new Counting(decoded);
        var key = sink.keep(name, found.type(), counting);
        counting.transferTo(OutputStream.nullOutputStream());
        attachments.add(new Attachment(
                number,
                name,
                cleanType(found.type()),
                counting.count,
                found.contentId(),
                found.inline(),
                contents,
                key));
    }

    private static String cleanType(String type) {
        return type.length() <= 100 && type.matches("[\\w.+-]+/[\\w.+-]+") ? type : "application/octet-stream";
    }

    private static String extension(Part part) {
        var name = part.fileName();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] bytes, Part part) {
        return Charsets.decode(bytes, part.parameter("charset")).text();
    }

    private static String captured(InputStream decoded) throws IOException {
        return Charsets.decode(decoded.readNBytes(CAPTURED), null).text();
    }

    private static InputStream rest(byte[] beginning, InputStream decoded) {
        return new SequenceInputStream(new ByteArrayInputStream(beginning), decoded);
    }

    ReadMail read(Part root, Set<Trouble> ofTheWalk) {
        troubles.addAll(ofTheWalk);
        var body = body();
        var from = Addresses.of(String.join(", ", root.all("from")));
        if (from.stream().allMatch(mailbox -> mailbox.address().isEmpty())) {
            troubles.add(root.has("from") ? Trouble.BAD_ADDRESS : Trouble.NO_SENDER);
        }
        var date = date(root);
        if (date == null) {
            troubles.add(Trouble.NO_DATE);
        }
        var ids = Ids.of(root.first("message-id"));
        var language = guessed(body.own().isEmpty() ? body.text() : body.own()).or(() -> declared(root));
        return new ReadMail(
                Kinds.of(root, from, evidence),
                ids.isEmpty() ? null : ids.getFirst(),
                Ids.of(root.first("in-reply-to")),
                Ids.of(root.first("references")),
                from,
                list(root, "reply-to"),
                list(root, "to"),
                list(root, "cc"),
                deliveredTo(root),
                returnPath(root),
                Words.line(root.first("subject"), Words.LONGEST_LINE),
                date,
                body.text(),
                body.own(),
                body.quoted(),
                body.html(),
                attachments,
                language,
                root.headers,
                troubles);
    }

    private record Body(
            String text,
            String own,
            String quoted,
            @Nullable String html) {}

    private Body body() {
        var text = new StringBuilder();
        var html = new StringBuilder();
        var own = new ArrayList<String>();
        var quoted = new ArrayList<String>();
        boolean anyHtml = words.stream().anyMatch(Piece::html);
        for (int i = 0; i < words.size(); i++) {
            var one = words.get(i);
            var alternative = one.part().around("multipart/alternative");
            Piece plain = one.html() ? null : one;
            Piece rich = one.html() ? one : null;
            if (alternative != null) {
                while (i + 1 < words.size() && words.get(i + 1).part().around("multipart/alternative") == alternative) {
                    var other = words.get(++i);
                    plain = other.html() || (plain != null && !plain.text().isBlank()) ? plain : other;
                    rich = other.html() && rich == null ? other : rich;
                }
            }
            var readable = rich == null ? null : Html.readable(rich.text());
            boolean useHtml = readable != null && (plain == null || Html.saysNothing(plain.text(), readable.text()));
            var words = useHtml && readable != null ? readable.text() : Words.text(plain == null ? "" : plain.text());
            var folded = Folding.of(useHtml && readable != null ? readable.withoutSignature() : words);
            append(text, words);
            add(own, folded.own());
            add(quoted, folded.quoted());
            if (useHtml && readable != null) {
                add(quoted, readable.signature());
            }
            if (anyHtml) {
                html.append(rich != null ? rich.text() : Html.ofPlain(plain == null ? "" : plain.text()));
            }
        }
        return new Body(
                text.toString(),
                String.join("\n\n", own),
                String.join("\n\n", quoted),
                anyHtml ? html.toString() : null);
    }

    private static void append(StringBuilder text, String more) {
        if (!more.isBlank()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(more);
        }
    }

    private static void add(List<String> all, String more) {
        if (!more.isBlank()) {
            all.add(more);
        }
    }

    private static List<Mailbox> list(Part root, String name) {
        return Addresses.of(String.join(", ", root.all(name)));
    }

    private static List<String> deliveredTo(Part root) {
        var addresses = new ArrayList<String>();
        for (var name : List.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")) {
            for (var value : root.all(name)) {
                for (var mailbox : Addresses.of(value)) {
                    if (!mailbox.address().isEmpty()
                            && !addresses.contains(mailbox.address())
                            && addresses.size() < 50) {
                        addresses.add(mailbox.address());
                    }
                }
            }
        }
        return addresses;
    }

    private static @Nullable String returnPath(Part root) {
        return root.has("return-path") ? Addresses.address(root.first("return-path")) : null;
    }

    private static @Nullable Instant date(Part root) {
        var date = Dates.of(Words.line(root.first("date"), 200));
        if (date != null) {
            return date;
        }
        var received = root.first("received");
        return Dates.of(received.substring(received.lastIndexOf(';') + 1));
    }

    private static Optional<Locale> guessed(String words) {
        return LanguageGuess.of(words.substring(0, Math.min(words.length(), TELLING)));
    }

    private static Optional<Locale> declared(Part root) {
        var language = root.first("content-language").toLowerCase(Locale.ROOT);
        return language.startsWith("fr")
                ? Optional.of(Locale.FRENCH)
                : language.startsWith("en") ? Optional.of(Locale.ENGLISH) : Optional.empty();
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
