package parvis.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.Accepting;
import parvis.conversation.ConversationId;
import parvis.conversation.Copied;
import parvis.conversation.Copying;
import parvis.conversation.Incoming;
import parvis.conversation.Incoming.Origin;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.ledger.Ledger;
import parvis.ledger.LedgerEvent;
import parvis.mail.Received.Mail;
import parvis.mime.Kind;
import parvis.mime.Mailbox;
import parvis.mime.ReadMail;
import parvis.person.EmailAddress;
import parvis.postal.Judgement;
import parvis.text.Clean;
import parvis.web.Words;

/**
 * Decides what a mail is and puts it where it belongs: a message of a person, a colleague's answer, a report about a mail of
 * ours. Calls belong inside a transaction of the brand that holds the mail's row.
 */
@Component
class Sorting {
    private static final int LONGEST_QUOTED = 100_000;
    private static final int LONGEST_ID = 500;
    private static final int LONGEST_NAME = 120;
    /** A clock that is further behind than any mail is under way is wrong. */
    private static final Duration LONGEST_WAY = Duration.ofDays(5);

    private final Received received;
    private final Threads threads;
    private final Accepting accepting;
    private final ColleagueAnswers colleagues;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;

    Sorting(
            Received received,
            Threads threads,
            Accepting accepting,
            ColleagueAnswers colleagues,
            Ledger ledger,
            ApplicationEventPublisher events) {
        this.received = received;
        this.threads = threads;
        this.accepting = accepting;
        this.colleagues = colleagues;
        this.ledger = ledger;
        this.events = events;
    }

    void sort(Brand brand, Mail mail, Unpacked unpacked, Judgement judgement) {
        var read = unpacked.mail();
        if (read == null) {
            take(brand, mail, unreadable(brand, mail), null, null);
            return;
        }
        var messageId = read.messageId() == null
                ? null
                : Clean.line(read.messageId(), LONGEST_ID).text();
        var token = Recipients.token(mail.recipient());
        var same = token == null ? received.sameAs(mail) : Optional.<Accepting.Taken>empty();
        if (same.isPresent()) {
            received.stored(mail.id(), same.get(), messageId, "same");
            return;
        }
        if (token == null && received.speaksElsewhere(mail)) {
            received.postponed(mail.id(), mail.at().plusSeconds(1), "speaks elsewhere");
            return;
        }
        switch (read.kind()) {
            case Kind.Bounce bounce -> bounced(brand, mail, unpacked, read, bounce, messageId);
            case Kind.Complaint complaint -> complained(brand, mail, unpacked, read, complaint, messageId);
            case Kind.Automatic ignored -> spoken(brand, mail, unpacked, read, Origin.AUTOMATIC, messageId);
            case Kind.Person ignored -> person(brand, mail, unpacked, read, judgement, token, messageId);
            case Kind.Bulk ignored -> person(brand, mail, unpacked, read, judgement, token, messageId);
        }
    }

    private void person(
            Brand brand,
            Mail mail,
            Unpacked unpacked,
            ReadMail read,
            Judgement judgement,
            @Nullable String token,
            @Nullable String messageId) {
        if (token != null) {
            var answered = colleagues.take(brand, mail, unpacked, read, judgement, token);
            if (answered.isPresent()) {
                received.stored(mail.id(), answered.get(), messageId, "colleague");
                return;
            }
        }
        spoken(brand, mail, unpacked, read, Origin.PERSON, messageId);
    }

    /** Somebody, or a machine in their place, says something. */
    private void spoken(
            Brand brand, Mail mail, Unpacked unpacked, ReadMail read, Origin origin, @Nullable String messageId) {
        var writer = writer(brand, mail, read);
        if (writer.isEmpty()) {
            aside(brand, mail, messageId, "own");
            return;
        }
        var thread = threads.find(brand, read, writer.get().address(), mail.at());
        take(brand, mail, incoming(brand, mail, unpacked, read, writer.get(), thread, origin), messageId, null);
    }

    private void bounced(
            Brand brand, Mail mail, Unpacked unpacked, ReadMail read, Kind.Bounce bounce, @Nullable String messageId) {
        var about = threads.reportedOn(brand, read);
        for (var failure : bounce.failures()) {
            events.publishEvent(new MailEvent.NotDelivered(
                    brand.id(),
                    about.orElse(null),
                    failure.recipient(),
                    bounce.originalMessageId(),
                    failure.status(),
                    failure.permanent(),
                    mail.at()));
        }
        report(
                brand,
                mail,
                unpacked,
                read,
                about,
                Origin.BOUNCE,
                MailWords.notDelivered(Words.in(brand.language()), bounce.failures()),
                messageId,
                "bounce");
    }

    private void complained(
            Brand brand,
            Mail mail,
            Unpacked unpacked,
            ReadMail read,
            Kind.Complaint complaint,
            @Nullable String messageId) {
        var about = threads.reportedOn(brand, read);
        // who complained is often hidden: the name of the mail tells
        for (var recipient : complaint.recipients().isEmpty() ? List.of("") : complaint.recipients()) {
            events.publishEvent(new MailEvent.ComplainedAbout(
                    brand.id(),
                    about.orElse(null),
                    recipient,
                    complaint.originalMessageId(),
                    complaint.type(),
                    mail.at()));
        }
        var said = Words.in(brand.language()).t("mail.complaint", complaint.type());
        report(brand, mail, unpacked, read, about, Origin.AUTOMATIC, said, messageId, "complaint");
    }

    /** What is said about a mail of ours stands where that mail does; about any other, nowhere. */
    private void report(
            Brand brand,
            Mail mail,
            Unpacked unpacked,
            ReadMail read,
            Optional<ConversationId> about,
            Origin origin,
            String said,
            @Nullable String messageId,
            String reason) {
        if (about.isEmpty()) {
            aside(brand, mail, messageId, reason);
            return;
        }
        var from = read.from().isEmpty()
                ? new Mailbox(Words.in(brand.language()).t("mail.postmaster"), "")
                : read.from().getFirst();
        var words = incoming(brand, mail, unpacked, read, from, about, origin);
        take(brand, mail, saying(brand, words, said, read.text()), messageId, reason);
    }

    private void take(Brand brand, Mail mail, Incoming incoming, @Nullable String messageId, @Nullable String reason) {
        var taken = accepting.take(brand, incoming, mail.at());
        if (taken.isPresent()) {
            received.stored(mail.id(), taken.get(), messageId, reason);
        } else {
            received.rejected(mail.id(), "refused");
        }
    }

    private void aside(Brand brand, Mail mail, @Nullable String messageId, String reason) {
        received.aside(mail.id(), messageId, reason);
        ledger.write(new LedgerEvent(
                brand.id(),
                mail.at(),
                "mail.put-aside",
                Actor.SYSTEM,
                "mail",
                mail.id(),
                null,
                How.MAIL,
                Map.of("reason", reason)));
    }

    /**
     * Who wrote. Our own mail that comes back is nobody's; a form on a site of the brand's writes from its address and names
     * the person in Reply-To.
     */
    private Optional<Mailbox> writer(Brand brand, Mail mail, ReadMail read) {
        var from = read.from().isEmpty()
                ? new Mailbox("", mail.sender())
                : read.from().getFirst();
        if (!Recipients.isOwn(brand, from.address())) {
            return Optional.of(from);
        }
        if (threads.isOurs(brand, read)) {
            return Optional.empty();
        }
        return read.replyTo().stream()
                .filter(box -> !box.address().isEmpty() && !Recipients.isOwn(brand, box.address()))
                .findFirst();
    }

    private Incoming incoming(
            Brand brand,
            Mail mail,
            Unpacked unpacked,
            ReadMail read,
            Mailbox writer,
            Optional<ConversationId> thread,
            Origin origin) {
        var words = Words.in(brand.language());
        var said = MailWords.of(words, unpacked, read);
        var address = writer.address();
        var plausible = EmailAddress.isPlausible(address);
        var name = Clean.line(writer.shown(), LONGEST_NAME).text();
        return new Incoming(
                Received.CHANNEL,
                mail.externalId(),
                null,
                new Incoming.From(
                        name.isBlank() ? words.t("mail.nobody") : name,
                        plausible ? address : null,
                        plausible || address.isBlank()
                                ? null
                                : Clean.line(address, LONGEST_NAME).text(),
                        false),
                said.subject(),
                said.text(),
                said.html(),
                null,
                thread.map(ConversationId::value).orElse(null),
                sentAt(mail, read, thread.isPresent()),
                null,
                null,
                said.language(),
                List.of(),
                unpacked.pictures(),
                true,
                How.MAIL.value(),
                new Incoming.Aside(
                        said.quoted(),
                        origin,
                        unpacked.files(),
                        unpacked.remotePictures(),
                        Copying.kept(brand, others(read), plausible ? address : null)));
    }

    /** Everybody whom the mail names as its readers. */
    private static List<Copied> others(ReadMail read) {
        return Stream.concat(read.to().stream(), read.cc().stream())
                .map(box -> new Copied(Clean.line(box.name(), LONGEST_NAME).text(), box.address()))
                .toList();
    }

    /** Within a conversation what counts is when it came: a wrong clock must not put an answer before its question. */
    private static Instant sentAt(Mail mail, ReadMail read, boolean joins) {
        var said = read.date();
        return joins
                        || said == null
                        || said.isAfter(mail.at())
                        || said.isBefore(mail.at().minus(LONGEST_WAY))
                ? mail.at()
                : said;
    }

    private static Incoming unreadable(Brand brand, Mail mail) {
        var words = Words.in(brand.language());
        var plausible = EmailAddress.isPlausible(mail.sender());
        return new Incoming(
                Received.CHANNEL,
                mail.externalId(),
                null,
                new Incoming.From(
                        mail.sender().isBlank() ? words.t("mail.nobody") : mail.sender(),
                        plausible ? mail.sender() : null,
                        null,
                        false),
                words.t("mail.unreadable.subject"),
                words.t("mail.unreadable"),
                null,
                null,
                null,
                mail.at(),
                null,
                null,
                brand.language(),
                List.of(),
                List.of(),
                true,
                How.MAIL.value(),
                new Incoming.Aside(null, Origin.PERSON, List.of(), 0));
    }

    /** The same, said in our words; the machine's own are folded away. */
    private static Incoming saying(Brand brand, Incoming from, String said, String machine) {
        var aside = java.util.Objects.requireNonNull(from.aside());
        return new Incoming(
                from.channel(),
                from.externalId(),
                from.person(),
                from.from(),
                from.subject(),
                Clean.text(said, Incoming.MOST_TEXT).text(),
                null,
                null,
                from.conversation(),
                from.sentAt(),
                null,
                null,
                brand.language(),
                List.of(),
                List.of(),
                true,
                from.how(),
                new Incoming.Aside(
                        machine.isBlank()
                                ? null
                                : Clean.text(machine, LONGEST_QUOTED).text(),
                        aside.origin(),
                        aside.files(),
                        0));
    }
}
