package parvis.support;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.Answering;
import parvis.conversation.Conversation;
import parvis.conversation.Kind;
import parvis.conversation.MessageId;
import parvis.conversation.Moderating;
import parvis.conversation.Visibility;
import parvis.conversation.Withheld;
import parvis.database.Transactions;
import parvis.ledger.How;
import parvis.mail.SmtpDoor;
import parvis.newsroom.Drafting;
import parvis.newsroom.Wording;
import parvis.support.TwoBrands.Member;

/** What addresses name: makes it, and puts it where an address of {@link Permits} has a variable. */
@Component
@Lazy
public class Places {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::(?:[^{}]|\\{[^}]*})*)?}");

    private final TwoBrands brands;
    private final Answering answering;
    private final Moderating moderating;
    private final Withheld withheld;
    private final Drafting drafting;
    private final SmtpDoor door;
    private final Transactions transactions;
    private final JdbcClient db;

    Places(
            TwoBrands brands,
            Answering answering,
            Moderating moderating,
            Withheld withheld,
            Drafting drafting,
            SmtpDoor door,
            Transactions transactions,
            JdbcClient db) {
        this.brands = brands;
        this.answering = answering;
        this.moderating = moderating;
        this.withheld = withheld;
        this.drafting = drafting;
        this.door = door;
        this.transactions = transactions;
        this.db = db;
    }

    /** A conversation and the message of it that something is about. */
    public record Named(Brand brand, Conversation conversation, MessageId message) {}

    /** The path with everything in it that it needs. */
    public String path(String route, Named named) {
        return VARIABLE.matcher(route).replaceAll(variable -> value(variable.group(1), route, named));
    }

    /** A question of somebody who asks for this test. */
    public Named named(String on, Brand brand, Member asker) {
        return switch (on) {
            case "private" -> {
                var conversation = brands.writePrivately(brand, asker, "Entre nous", "Ceci reste entre nous.");
                yield new Named(brand, conversation, conversation.lastMessage());
            }
            case "mail" -> mail(brand, asker);
            case "waiting" -> {
                var conversation = question(brand, asker);
                write(brand, conversation, Kind.SENT, Visibility.PUBLIC, "Resserrez la vis.");
                var message = withheld.keep(
                        brand,
                        conversation.id(),
                        brands.teammate(brand, "expert"),
                        new Answering.Words(
                                Kind.SENT, Visibility.PUBLIC, "Écrit d'ailleurs.", null, How.MAIL, List.of()),
                        Withheld.Why.SOMEBODY_ELSE,
                        "ailleurs@mel.example",
                        Instant.now());
                yield new Named(brand, conversation, message);
            }
            case "proposal" -> {
                var conversation = question(brand, asker);
                var outcome = answering.write(
                        brand,
                        conversation.id(),
                        brands.teammate(brand, "trainee"),
                        new Answering.Words(Kind.SENT, Visibility.PUBLIC, "À relire.", null, How.DESK, List.of()),
                        Instant.now());
                yield new Named(brand, conversation, ((Answering.Outcome.Waits) outcome).message());
            }
            case "answer" -> {
                var conversation = question(brand, asker);
                var answer = write(brand, conversation, Kind.SENT, Visibility.PUBLIC, "Resserrez la vis.");
                moderating.report(
                        brand,
                        answer,
                        null,
                        null,
                        Moderating.Reason.INSULT,
                        "Lu de travers.",
                        How.DIRECT,
                        Instant.now());
                yield new Named(brand, conversation, answer);
            }
            case "note" -> {
                var conversation = question(brand, asker);
                yield new Named(
                        brand,
                        conversation,
                        write(brand, conversation, Kind.NOTE, Visibility.PRIVATE, "Entre collègues."));
            }
            case "hidden" -> {
                var conversation = question(brand, asker);
                var owner = brands.teammate(brand, "owner");
                moderating.hide(brand, conversation.lastMessage(), owner, "insulte", "test", How.DIRECT, Instant.now());
                yield new Named(brand, conversation, conversation.lastMessage());
            }
            default -> {
                var conversation = question(brand, asker);
                yield new Named(brand, conversation, conversation.lastMessage());
            }
        };
    }

    private Named mail(Brand brand, Member asker) {
        var subject = "Par e-mail " + UUID.randomUUID();
        try {
            new Mailing(door.port())
                    .send(
                            Mailing.plain(asker.email(), asker.name(), subject, "Bonjour."),
                            brand.mails().getFirst());
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
        var message = Soon.soon(() -> transactions.reading(
                brand.id(),
                () -> db.sql("select last_message from conversation.conversation where subject = ?")
                        .param(subject)
                        .query(UUID.class)
                        .optional()
                        .orElse(null)));
        var conversation = brands.writePrivately(brand, asker, "Entre nous", "Ceci reste entre nous.");
        return new Named(brand, conversation, new MessageId(message));
    }

    public MessageId write(Brand brand, Conversation conversation, Kind kind, Visibility visibility, String text) {
        var outcome = answering.write(
                brand,
                conversation.id(),
                brands.teammate(brand, "manager"),
                new Answering.Words(kind, visibility, text, null, How.DESK, List.of()),
                Instant.now());
        return ((Answering.Outcome.Written) outcome).message();
    }

    private Conversation question(Brand brand, Member asker) {
        return brands.ask(brand, asker, "Le bol du robot tourne", "Il tourne dans le vide.");
    }

    private String value(String variable, String route, Named named) {
        return switch (variable) {
            case "key" ->
                named.conversation().number() + "-" + named.conversation().slug();
            case "number" ->
                Long.toString(
                        route.startsWith("/newsroom/")
                                ? draft(named)
                                : named.conversation().number());
            case "version" -> "1";
            case "message" -> named.message().value().toString();
            case "id" ->
                route.contains("/conversations/")
                        ? named.conversation().id().value().toString()
                        // of what is kept under an id of its own, no conversation here has any
                        : route.contains("/messages/")
                                ? named.message().value().toString()
                                : UUID.randomUUID().toString();
            case "slug" -> "robot-r2";
            case "place" ->
                route.startsWith("/places/") ? "questions" : UUID.randomUUID().toString();
            case "hash" -> named.brand().colour().hash();
            case "language" -> "fr";
            case "sha256" -> "0".repeat(64);
            case "handle" -> handle(named);
            case "token" -> "none";
            case "absence",
                    "bulk",
                    "canned",
                    "draft",
                    "picture",
                    "feed",
                    "link",
                    "loan",
                    "filter",
                    "run",
                    "person",
                    "invitation",
                    "teammate",
                    "product",
                    "session",
                    "shape",
                    "passkey" -> UUID.randomUUID().toString();
            case "post", "question", "answer", "topic", "by" -> "987654321";
            default -> throw new IllegalArgumentException("What stands for {" + variable + "} in " + route + "?");
        };
    }

    /** A draft of the brand that says what the conversation does, open to the agency. */
    private long draft(Named named) {
        var brand = named.brand();
        var owner = brands.teammate(brand, "owner");
        var subject = named.conversation().subject();
        // unlike every other, or it would be held against the next; without digits, which may look like somebody's
        // telephone
        var words = new StringBuilder();
        (UUID.randomUUID() + "-" + UUID.randomUUID() + "-" + UUID.randomUUID())
                .chars()
                .forEach(c -> words.append(c == '-' ? ' ' : (char) ('a' + Character.digit(c, 16))));
        var number = drafting.begin(
                brand, owner, new Wording(subject, "", words.toString(), "", null), How.DESK, Instant.now());
        drafting.open(brand, owner, number, true, Instant.now());
        return number;
    }

    private String handle(Named named) {
        return transactions.reading(
                named.brand().id(),
                () -> db.sql("select handle from person.person where id = ?")
                        .param(named.conversation().person().value())
                        .query(String.class)
                        .single());
    }
}
