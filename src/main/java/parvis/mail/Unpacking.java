package parvis.mail;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.Attached;
import parvis.conversation.Picture;
import parvis.conversation.PictureKeeping;
import parvis.file.Files;
import parvis.mail.Received.Mail;
import parvis.mime.Attachment;
import parvis.mime.AttachmentSink;
import parvis.mime.Contents;
import parvis.mime.MailReader;
import parvis.text.Clean;
import parvis.web.Words;

/** Reads a mail and puts what is attached into the file store: pictures drawn anew, everything else as it is. */
@Component
public class Unpacking {
    private static final Logger LOG = LoggerFactory.getLogger(Unpacking.class);
    private static final int MOST_FILES = 100;
    private static final int LARGEST_PICTURE = 8 * 1024 * 1024;
    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_WORDS = 300;
    private static final String ANY = "application/octet-stream";
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,60}");

    private final Files files;
    private final PictureKeeping pictures;

    Unpacking(Files files, PictureKeeping pictures) {
        this.files = files;
        this.pictures = pictures;
    }

    /** The raw bytes, wherever they lie. */
    InputStream open(Mail mail) throws IOException {
        if (mail.raw() != null) {
            return new ByteArrayInputStream(mail.raw());
        }
        return files.open(mail.content())
                .orElseThrow(() -> new IOException("The bytes of mail " + mail.id() + " are gone"));
    }

    /** @throws IOException when it may be read later: the disk is full, or does not answer */
    Unpacked unpack(Brand brand, Mail mail) throws IOException {
        try (var raw = open(mail)) {
            return unpack(brand, raw, mail.id().toString());
        }
    }

    /**
     * The same for a mail that comes from elsewhere.
     *
     * @param called in the log
     */
    public Unpacked unpack(Brand brand, InputStream raw, String called) throws IOException {
        var taken = new Taken();
        try {
            var read = MailReader.read(raw, taken);
            var attached = new ArrayList<Attached>();
            var words = Words.in(brand.language());
            for (var attachment : read.attachments()) {
                if (attachment.key() != null && !taken.drawn.containsKey(attachment.key())) {
                    attached.add(attached(words, attachment, attachment.key()));
                }
            }
            return new Unpacked(read, List.copyOf(taken.drawn.values()), attached, remotePictures(read.html()));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("Mail {} cannot be read and is kept as it came", called, e);
            return Unpacked.unreadable();
        }
    }

    private static Attached attached(Words words, Attachment attachment, String key) {
        var type = attachment.type().toLowerCase(Locale.ROOT);
        return new Attached(
                Clean.line(attachment.name(), LONGEST_NAME).text(),
                // what claims to be a picture and was not drawn anew is a file like any other
                TYPE.matcher(type).matches() && !type.startsWith("image/") ? type : ANY,
                attachment.bytes(),
                key,
                Clean.line(said(words, attachment.contents()), LONGEST_WORDS).text());
    }

    private static String said(Words words, Contents contents) {
        return switch (contents) {
            case Contents.Event event -> {
                var summary = event.summary().isEmpty() ? words.t("mail.event.unnamed") : event.summary();
                yield event.start().isEmpty()
                        ? words.t("mail.event", summary)
                        : words.t("mail.event.at", summary, event.start());
            }
            case Contents.Contacts contacts -> words.t("mail.contacts", String.join(", ", contacts.names()));
            case Contents.Mail forwarded ->
                forwarded.subject().isEmpty() ? "" : words.t("mail.forwarded", forwarded.subject());
            case Contents.Signature ignored -> words.t("mail.signature");
            case Contents.Encrypted ignored -> words.t("mail.encrypted");
            case Contents.Tnef ignored -> words.t("mail.tnef");
            case Contents.File ignored -> "";
            case Contents.Picture ignored -> "";
            case Contents.Key ignored -> "";
        };
    }

    /** Nothing is ever fetched; whoever reads is told that something is not shown. */
    private static int remotePictures(@Nullable String html) {
        if (html == null) {
            return 0;
        }
        return Jsoup.parse(html)
                .select("img[src~=(?i)^\\s*(https?:)?//], [background~=(?i)^\\s*(https?:)?//]")
                .size();
    }

    /** Takes the attachments of one mail while it is read. */
    private final class Taken implements AttachmentSink {
        private final Map<String, Picture> drawn = new LinkedHashMap<>();
        private int files;

        @Override
        public @Nullable String keep(String name, String type, InputStream decoded) throws IOException {
            if (++files > MOST_FILES) {
                return null;
            }
            if (!type.startsWith("image/") || drawn.size() >= PictureKeeping.MOST) {
                return Unpacking.this.files.put(decoded, Bytes.LARGEST).sha256();
            }
            var head = decoded.readNBytes(LARGEST_PICTURE + 1);
            var picture = head.length > LARGEST_PICTURE ? Optional.<Picture>empty() : drawn(name, head);
            if (picture.isPresent()) {
                var key = "picture " + files;
                drawn.put(key, picture.get());
                return key;
            }
            return Unpacking.this
                    .files
                    .put(new SequenceInputStream(new ByteArrayInputStream(head), leftOpen(decoded)), Bytes.LARGEST)
                    .sha256();
        }

        /** Who reads two streams in a row closes each; this one is its reader's. */
        private InputStream leftOpen(InputStream decoded) {
            return new FilterInputStream(decoded) {
                @Override
                public void close() {}
            };
        }

        private Optional<Picture> drawn(String name, byte[] bytes) {
            var resource = new ByteArrayResource(bytes) {
                @Override
                public String getFilename() {
                    return name;
                }
            };
            return switch (pictures.keep(resource, "")) {
                case PictureKeeping.Outcome.Kept(var picture) -> Optional.of(picture);
                case PictureKeeping.Outcome.TooLarge ignored -> Optional.empty();
                case PictureKeeping.Outcome.Unfit ignored -> Optional.empty();
                case PictureKeeping.Outcome.NoRoom ignored -> Optional.empty();
            };
        }
    }
}
