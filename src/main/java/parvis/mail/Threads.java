package parvis.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.ConversationId;
import parvis.conversation.History;
import parvis.conversation.MailNames;
import parvis.conversation.Merged;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.mime.Kind;
import parvis.mime.ReadMail;
import parvis.person.EmailAddress;

/**
 * Which conversation a mail belongs to: by the names of our own mails that it answers, then by those of mails that we received,
 * then by its subject among the latest of the same correspondent. Calls belong inside a transaction of the brand.
 */
@Component
class Threads {
    private static final Duration SAME_SUBJECT = Duration.ofDays(30);
    private static final int LOOKED_AT = 50;
    private static final Pattern ANSWERING = Pattern.compile(
            "^(?:(?:re|ré|rép|réf|ref|aw|sv|tr|fw|fwd|wg|rv|res|antw)(?:\\[\\d+\\]|\\.)?[\\s\\u00a0\\u202f]*:|\\[[^\\]]{1,20}\\])[\\s\\u00a0\\u202f]*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private final JdbcClient db;
    private final MailNames names;
    private final Merged merged;

    Threads(JdbcClient db, MailNames names, Merged merged) {
        this.db = db;
        this.names = names;
        this.merged = merged;
    }

    /** Of an answer by whoever it came from. */
    Optional<ConversationId> find(Brand brand, ReadMail mail, @Nullable String correspondent, Instant at) {
        var named = named(mail);
        return ours(brand, named)
                .or(() -> received(named))
                .or(() -> imported(named))
                .or(() -> bySubject(mail.subject(), correspondent, at))
                .map(found -> merged.surviving(brand.id(), found));
    }

    /** Of a report about a mail that we sent. */
    Optional<ConversationId> reportedOn(Brand brand, ReadMail mail) {
        return ours(brand, named(mail));
    }

    /** Whether it is a mail that we sent ourselves. */
    boolean isOurs(Brand brand, ReadMail mail) {
        return mail.messageId() != null
                && names.conversationOf(brand.id(), mail.messageId()).isPresent();
    }

    /** What it answers, the nearest first. */
    private static List<String> named(ReadMail mail) {
        var named = new ArrayList<@Nullable String>();
        switch (mail.kind()) {
            case Kind.Bounce bounce -> named.add(bounce.originalMessageId());
            case Kind.Complaint complaint -> named.add(complaint.originalMessageId());
            case Kind.Person ignored -> {}
            case Kind.Bulk ignored -> {}
            case Kind.Automatic ignored -> {}
        }
        mail.header("X-Original-Message-ID").map(Threads::bare).ifPresent(named::add);
        named.addAll(mail.inReplyTo());
        named.addAll(mail.references().reversed());
        return named.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .limit(LOOKED_AT)
                .toList();
    }

    private Optional<ConversationId> ours(Brand brand, List<String> named) {
        return named.stream()
                .flatMap(name -> names.conversationOf(brand.id(), name).stream())
                .map(found -> merged.surviving(brand.id(), found))
                .filter(this::exists)
                .findFirst();
    }

    private boolean exists(ConversationId id) {
        return db.sql("select 1 from conversation.conversation where id = ?")
                .param(id.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private Optional<ConversationId> received(List<String> named) {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        return db.sql("""
                select conversation from mail.received
                 where message_id = any(?) and conversation is not null order by received_at desc, id desc limit 1
                """)
                .param(Columns.texts(named))
                .query((row, n) -> new ConversationId(Rows.uuid(row, "conversation")))
                .optional();
    }

    /** Of those that were brought from another house's mailbox. */
    private Optional<ConversationId> imported(List<String> named) {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        return db.sql("""
                select conversation from conversation.message
                 where channel = ? and external_id = any(?) order by at desc, id desc limit 1
                """)
                .params(
                        History.CHANNEL,
                        Columns.texts(named.stream().map(History::ofMail).toList()))
                .query((row, n) -> new ConversationId(Rows.uuid(row, "conversation")))
                .optional();
    }

    private Optional<ConversationId> bySubject(String subject, @Nullable String correspondent, Instant at) {
        var wanted = bareSubject(subject);
        if (wanted.isEmpty() || correspondent == null) {
            return Optional.empty();
        }
        record Candidate(
                ConversationId id, String subject, @Nullable String mergedSubject) {}
        return db
                .sql("""
                select c.id, c.subject, m.subject as merged_subject
                  from person.identity i
                  join conversation.conversation c on c.brand = i.brand and c.person = i.person
                  left join conversation.merged m on m.brand = c.brand and m.into_conversation = c.id
                 where i.kind = 'email' and i.value = ? and c.channel = ? and c.last_message_at > ?
                 order by c.last_message_at desc limit ?
                """)
                .params(
                        EmailAddress.normal(correspondent),
                        Received.CHANNEL,
                        Rows.time(at.minus(SAME_SUBJECT)),
                        LOOKED_AT)
                .query((row, n) -> new Candidate(
                        new ConversationId(Rows.uuid(row, "id")),
                        row.getString("subject"),
                        Rows.textOrNull(row, "merged_subject")))
                .list()
                .stream()
                .filter(candidate -> bareSubject(candidate.subject()).equals(wanted)
                        || (candidate.mergedSubject() != null
                                && bareSubject(candidate.mergedSubject()).equals(wanted)))
                .map(Candidate::id)
                .findFirst();
    }

    /** Without what mail programs put before it, however often. */
    static String bareSubject(String subject) {
        var bare = subject.strip();
        for (var answering = ANSWERING.matcher(bare); answering.find(); answering = ANSWERING.matcher(bare)) {
            bare = bare.substring(answering.end());
        }
        return bare.strip().toLowerCase(Locale.ROOT);
    }

    private static String bare(String id) {
        return id.replaceAll("[<>\\s]", "");
    }
}
