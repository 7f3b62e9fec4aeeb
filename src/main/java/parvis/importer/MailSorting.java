package parvis.importer;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parvis.brand.Brand;
import parvis.brand.TeammateId;
import parvis.conversation.Copied;
import parvis.conversation.Copying;
import parvis.conversation.Incoming.Origin;
import parvis.importer.Summary.Reason;
import parvis.mail.MailWords;
import parvis.mail.Unpacked;
import parvis.mime.Kind;
import parvis.mime.Mailbox;
import parvis.mime.ReadMail;
import parvis.person.EmailAddress;
import parvis.person.Strangers.Stranger;
import parvis.text.Clean;
import parvis.web.Words;

/** What a mail of the past is: whose it is, with whom, when; or why it stays behind. */
final class MailSorting {
    sealed interface Verdict {
        record Brought(PastMail mail) implements Verdict {}

        record Left(Reason reason) implements Verdict {}
    }

    /** Reports need not say who makes them. */
    private static final String NOBODY = "mailer-daemon@invalid";

    private static final int LONGEST_NAME = 120;
    private static final int MOST_NAMES = 50;
    /** Thunderbird: "expunged", and not yet swept out of the file. */
    private static final int MOZILLA_EXPUNGED = 0x8;

    private static final Pattern LABEL_SPAM = Pattern.compile("(?i)(?:^|,)\\s*\"?(?:spam|junk)\"?\\s*(?:,|$)");
    private static final Pattern LABEL_GONE =
            Pattern.compile("(?i)(?:^|,)\\s*\"?(?:trash|bin|corbeille)\"?\\s*(?:,|$)");
    private static final Pattern LABEL_DRAFT =
            Pattern.compile("(?i)(?:^|,)\\s*\"?(?:drafts?|brouillons?)\"?\\s*(?:,|$)");
    private static final Pattern POSTMARK = Pattern.compile(
            "([A-Z][a-z]{2} [A-Z][a-z]{2} +\\d{1,2} \\d{2}:\\d{2}:\\d{2})(?: [+-]\\d{4}| [A-Z]{3,4})? (\\d{4})");
    private static final DateTimeFormatter POSTMARK_TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

    private final Brand brand;
    private final Ours ours;
    private final @Nullable TeammateId owner;
    private final Instant now;
    private final Runnable nameless;

    /**
     * @param owner under whose name what no colleague signed is kept; null where the house has none
     * @param nameless told of each mail of the house that names no colleague, from whatever thread
     */
    MailSorting(Brand brand, Ours ours, @Nullable TeammateId owner, Instant now, Runnable nameless) {
        this.brand = brand;
        this.ours = ours;
        this.owner = owner;
        this.now = now;
        this.nameless = nameless;
    }

    Verdict sort(String externalId, @Nullable String name, String from, String where, Unpacked unpacked) {
        var read = unpacked.mail();
        if (read == null || MailWords.isUnreadable(read)) {
            return new Verdict.Left(Reason.UNREADABLE);
        }
        var unwanted = unwanted(read);
        if (unwanted != null) {
            return new Verdict.Left(unwanted);
        }
        var at = read.date() == null ? postmark(from) : Optional.of(read.date());
        if (at.isEmpty()) {
            return new Verdict.Left(Reason.UNDATED);
        }
        var date = at.get().isAfter(now) ? now : at.get();
        return switch (read.kind()) {
            case Kind.Bounce bounce ->
                new Verdict.Brought(report(
                        externalId,
                        names(name, bounce.originalMessageId(), read),
                        date,
                        read,
                        MailWords.ofBounce(brand, read, bounce),
                        Origin.BOUNCE,
                        unpacked,
                        where));
            case Kind.Complaint complaint ->
                new Verdict.Brought(report(
                        externalId,
                        names(name, complaint.originalMessageId(), read),
                        date,
                        read,
                        MailWords.of(brand, unpacked, read),
                        Origin.AUTOMATIC,
                        unpacked,
                        where));
            case Kind.Automatic ignored -> spoken(externalId, name, date, Origin.AUTOMATIC, unpacked, read, where);
            case Kind.Person ignored -> spoken(externalId, name, date, Origin.PERSON, unpacked, read, where);
            case Kind.Bulk ignored -> spoken(externalId, name, date, Origin.PERSON, unpacked, read, where);
        };
    }

    private Verdict spoken(
            String externalId,
            @Nullable String name,
            Instant at,
            Origin origin,
            Unpacked unpacked,
            ReadMail read,
            String where) {
        if (read.from().isEmpty() || read.from().getFirst().address().isBlank()) {
            return new Verdict.Left(Reason.NO_SENDER);
        }
        var from = read.from().getFirst();
        var house = ours.holds(from.address());
        var formed = house ? outside(read.replyTo().stream()) : Optional.<Mailbox>empty();
        // A form on the house's own site writes from its address and names the person in Reply-To.
        var writes = house && formed.isEmpty();
        var with = !house ? Optional.of(from) : formed.or(() -> outside(readers(read)));
        if (with.isEmpty()) {
            return new Verdict.Left(Reason.INTERNAL);
        }
        TeammateId by = null;
        if (writes) {
            by = ours.colleague(from).orElse(null);
            if (by == null && owner == null) {
                return new Verdict.Left(Reason.NO_COLLEAGUE);
            }
            if (by == null) {
                nameless.run();
                by = owner;
            }
        }
        var writer = writes ? from.address() : with.get().address();
        return new Verdict.Brought(new PastMail(
                externalId,
                names(name, null, read),
                stranger(with.get(), at),
                by,
                at,
                MailWords.of(brand, unpacked, read),
                origin,
                unpacked,
                copies(read, writer, with.get().address()),
                false,
                where));
    }

    private PastMail report(
            String externalId,
            List<String> names,
            Instant at,
            ReadMail read,
            MailWords words,
            Origin origin,
            Unpacked unpacked,
            String where) {
        var machine = outside(read.from().stream())
                .map(box -> stranger(box, at))
                .orElseGet(() -> new Stranger(NOBODY, Words.in(brand.language()).t("mail.postmaster"), at));
        return new PastMail(externalId, names, machine, null, at, words, origin, unpacked, List.of(), true, where);
    }

    private List<Copied> copies(ReadMail read, String writer, String with) {
        var all = readers(read)
                .filter(box -> !ours.holds(box.address()))
                .filter(box -> !box.address().equalsIgnoreCase(with))
                .map(box -> new Copied(Clean.line(box.name(), LONGEST_NAME).text(), box.address()))
                .toList();
        return Copying.kept(brand, all, writer);
    }

    private static Stream<Mailbox> readers(ReadMail read) {
        return Stream.concat(read.to().stream(), read.cc().stream());
    }

    private Optional<Mailbox> outside(Stream<Mailbox> boxes) {
        return boxes.filter(box -> EmailAddress.isPlausible(box.address()) && !ours.holds(box.address()))
                .findFirst();
    }

    private static Stranger stranger(Mailbox box, Instant at) {
        var address = EmailAddress.normal(box.address());
        var shown = box.name().isBlank() ? address.replaceFirst("@.*", "") : box.name();
        return new Stranger(address, Texts.name(shown, address), at);
    }

    private static List<String> names(@Nullable String own, @Nullable String original, ReadMail read) {
        var names = new ArrayList<@Nullable String>();
        names.add(own);
        names.add(original);
        names.addAll(read.inReplyTo());
        names.addAll(read.references().reversed());
        return names.stream()
                .filter(Objects::nonNull)
                .map(name -> MboxImport.name(Objects.requireNonNull(name)))
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
    }

    private static @Nullable Reason unwanted(ReadMail read) {
        if (read.header("X-IMAP").isPresent() && read.subject().contains("FOLDER INTERNAL DATA")) {
            return Reason.DELETED; // a program's own notes, not a mail
        }
        var labels = read.header("X-Gmail-Labels").orElse("");
        var status = read.header("X-Status").orElse("");
        if (mozilla(read) || status.contains("D") || LABEL_GONE.matcher(labels).find()) {
            return Reason.DELETED;
        }
        if (status.contains("T")
                || LABEL_DRAFT.matcher(labels).find()
                || read.header("X-Mozilla-Draft-Info").isPresent() && read.messageId() == null) {
            return Reason.DRAFT;
        }
        var flagged = read.header("X-Spam-Flag").orElse("").strip().equalsIgnoreCase("yes");
        return flagged || LABEL_SPAM.matcher(labels).find() ? Reason.SPAM : null;
    }

    private static boolean mozilla(ReadMail read) {
        try {
            return read.header("X-Mozilla-Status")
                    .map(status -> (Integer.parseInt(status.strip(), 16) & MOZILLA_EXPUNGED) != 0)
                    .orElse(false);
        } catch (NumberFormatException damaged) {
            return false;
        }
    }

    /** When the program that kept it says that it came. */
    private static Optional<Instant> postmark(String from) {
        var found = POSTMARK.matcher(from);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            var written = (found.group(1) + " " + found.group(2)).replaceAll(" +", " ");
            return Optional.of(LocalDateTime.parse(written, POSTMARK_TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
