package parvis.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.conversation.ConversationId;
import parvis.conversation.MessageId;
import parvis.database.Rows;
import parvis.person.Accounts;
import parvis.person.People;
import parvis.person.PersonId;

/** What letters must know, read inside the transaction of what they tell. */
@Repository
class Facts {
    /** @param owner the teammate who answers, or null */
    record About(
            ConversationId id,
            long number,
            String slug,
            String subject,
            String language,
            PersonId asker,
            @Nullable UUID owner) {
        String path() {
            return "/questions/" + number + "-" + slug;
        }

        String deskPath() {
            return "/desk/conversations/" + number;
        }
    }

    /** @param person who wrote it, null for the house */
    record Written(String text, @Nullable PersonId person, Instant at) {}

    record Report(
            MessageId message,
            String reason,
            boolean upheld,
            @Nullable String decision,
            @Nullable Reader reporter) {}

    /** Somebody who can be written to. */
    record Reader(String email, @Nullable String language) {}

    private final JdbcClient db;
    private final People people;
    private final Accounts accounts;

    Facts(JdbcClient db, People people, Accounts accounts) {
        this.db = db;
        this.people = people;
        this.accounts = accounts;
    }

    About about(ConversationId id) {
        return db.sql(
                        "select id, number, slug, subject, language, person, owner from conversation.conversation where id = ?")
                .param(id.value())
                .query((row, n) -> new About(
                        new ConversationId(Rows.uuid(row, "id")),
                        row.getLong("number"),
                        row.getString("slug"),
                        row.getString("subject"),
                        row.getString("language"),
                        new PersonId(Rows.uuid(row, "person")),
                        Rows.uuidOrNull(row, "owner")))
                .single();
    }

    Written message(MessageId id) {
        return db.sql("select text, person, at from conversation.message where id = ?")
                .param(id.value())
                .query((row, n) -> {
                    var person = Rows.uuidOrNull(row, "person");
                    return new Written(
                            row.getString("text"),
                            person == null ? null : new PersonId(person),
                            Rows.instant(row, "at"));
                })
                .single();
    }

    Report report(UUID id) {
        return db.sql(
                        "select message, reason, state, decision, reporter, reporter_email from conversation.report where id = ?")
                .param(id)
                .query((row, n) -> {
                    var reporter = Rows.uuidOrNull(row, "reporter");
                    var email = Rows.textOrNull(row, "reporter_email");
                    return new Report(
                            new MessageId(Rows.uuid(row, "message")),
                            row.getString("reason"),
                            row.getString("state").equals("upheld"),
                            Rows.textOrNull(row, "decision"),
                            reporter != null
                                    ? person(new PersonId(reporter)).orElse(null)
                                    : email == null ? null : new Reader(email, null));
                })
                .single();
    }

    /** How many reports of a message nobody has decided on. */
    int reportsWaiting(MessageId message) {
        return db.sql(
                        "select count(*) from (select 1 from conversation.report where message = ? and state = 'open' limit 2) open")
                .param(message.value())
                .query(Integer.class)
                .single();
    }

    /** What somebody who was not helped says is missing, or nothing. */
    Optional<String> missing(MessageId message, PersonId asker) {
        return db.sql(
                        "select coalesce(words, '') as words from conversation.rating where message = ? and person = ? order by at desc limit 1")
                .params(message.value(), asker.value())
                .query(String.class)
                .optional()
                .filter(words -> !words.isBlank());
    }

    Optional<Reader> person(PersonId id) {
        return people.mailAddress(id)
                .map(email -> new Reader(
                        email, people.byId(id).map(person -> person.language()).orElse(null)));
    }

    Optional<Reader> teammate(Brand brand, Teammate teammate) {
        return accounts.byId(teammate.account())
                .map(account -> new Reader(
                        account.email(), account.language() == null ? brand.language() : account.language()));
    }

    /** The language to write in: the person's own, else the given one. */
    static String language(Reader reader, String otherwise) {
        var own = reader.language();
        return own == null ? otherwise : own.toLowerCase(Locale.ROOT);
    }
}
