package parvis.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
import parvis.person.Manners;
import parvis.person.People;
import parvis.person.Person;
import parvis.person.PersonId;
import parvis.web.Words;

/** What letters must know, read inside the transaction of what they tell. */
@Repository
class Facts {
    /**
     * @param owner the teammate who answers, or null
     * @param byMail whether whoever asked ever wrote by mail here
     */
    record About(
            ConversationId id,
            long number,
            String slug,
            String subject,
            String language,
            PersonId asker,
            @Nullable UUID owner,
            @Nullable UUID product,
            boolean isPublic,
            boolean byMail) {
        String path() {
            return "/questions/" + number + "-" + slug;
        }

        String deskPath() {
            return "/desk/conversations/" + number;
        }
    }

    /** @param person who wrote it, null for the house */
    record Written(String text, @Nullable PersonId person, Instant at) {}

    record Asked(UUID id, String text, Instant at) {}

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
    private final Manners manners;
    private final Accounts accounts;

    Facts(JdbcClient db, People people, Accounts accounts, Manners manners) {
        this.manners = manners;
        this.db = db;
        this.people = people;
        this.accounts = accounts;
    }

    About about(ConversationId id) {
        return db.sql("""
                select c.id, c.number, c.slug, c.subject, c.language, c.person, c.owner, c.product, c.visibility,
                       exists (select 1 from conversation.message m
                                 join conversation.channel channel
                                   on channel.brand = m.brand and channel.slug = m.channel and channel.kind = 'mail'
                                where m.conversation = c.id and m.person = c.person) as by_mail
                  from conversation.conversation c where c.id = ?
                """)
                .param(id.value())
                .query((row, n) -> new About(
                        new ConversationId(Rows.uuid(row, "id")),
                        row.getLong("number"),
                        row.getString("slug"),
                        row.getString("subject"),
                        row.getString("language"),
                        new PersonId(Rows.uuid(row, "person")),
                        Rows.uuidOrNull(row, "owner"),
                        Rows.uuidOrNull(row, "product"),
                        row.getString("visibility").equals("public"),
                        row.getBoolean("by_mail")))
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

    /** The newest words of whoever asked, before an answer. */
    Optional<Asked> asked(ConversationId id, PersonId asker, Instant before) {
        return db.sql("""
                select id, text, at from conversation.message
                 where conversation = ? and person = ? and kind = 'received' and hidden_at is null and at <= ?
                 order by at desc, id desc limit 1
                """)
                .params(id.value(), asker.value(), Rows.time(before))
                .query((row, n) -> new Asked(Rows.uuid(row, "id"), row.getString("text"), Rows.instant(row, "at")))
                .optional();
    }

    /** Who else gets the letter of an answer. */
    List<String> copies(MessageId message) {
        return db.sql("select email from conversation.copy where message = ? order by position")
                .param(message.value())
                .query((row, n) -> row.getString("email"))
                .list();
    }

    /** Whether all of them got that message too: only then it may be repeated to them. */
    boolean known(Asked asked, List<String> copies) {
        return copies.isEmpty()
                || db.sql("select count(*) from conversation.copy where message = ? and email = any(?)")
                                .params(asked.id(), copies.toArray(String[]::new))
                                .query(Integer.class)
                                .single()
                        == copies.size();
    }

    /** @param name whoever said it; {@code internal} a note of the house, {@code privately} to one person */
    record Line(String name, String text, boolean internal, boolean privately, Instant at) {}

    /** The newest messages of a conversation, the oldest of them first. */
    List<Line> thread(ConversationId id, int most) {
        return db.sql("""
                select coalesce(t.name, p.name, '?') as name, m.text, m.kind, m.visibility, m.at
                  from conversation.message m
                  left join person.person p on p.brand = m.brand and p.id = m.person
                  left join brand.teammate t on t.brand = m.brand and t.id = m.teammate
                 where m.conversation = ? and m.hidden_at is null
                 order by m.at desc, m.id desc limit ?
                """)
                .params(id.value(), most)
                .query((row, n) -> new Line(
                        row.getString("name"),
                        row.getString("text"),
                        row.getString("kind").equals("note"),
                        row.getString("visibility").equals("private"),
                        Rows.instant(row, "at")))
                .list()
                .reversed();
    }

    /** How many messages there are, and how many other conversations of whoever asked; neither counted beyond a hundred. */
    record Counts(int messages, int others) {}

    Counts counts(About about) {
        return db.sql("""
                select (select count(*) from (select 1 from conversation.message where conversation = :id limit 100) m) as messages,
                       (select count(*) from (select 1 from conversation.conversation
                                               where person = :person and id <> :id limit 100) c) as others
                """)
                .param("id", about.id().value())
                .param("person", about.asker().value())
                .query((row, n) -> new Counts(row.getInt("messages"), row.getInt("others")))
                .single();
    }

    /** How somebody is addressed in a letter. */
    Address addressed(Words words, PersonId id) {
        return new Address(
                words,
                manners.of(id),
                people.byId(id)
                        .filter(person -> !person.isErased())
                        .map(Person::name)
                        .filter(name -> !name.equals("?"))
                        .orElse(""));
    }

    Person asker(About about) {
        return people.byId(about.asker()).orElseThrow();
    }

    /** The pictures of an answer. */
    List<Part.Shown> pictures(MessageId message, int widest) {
        return db
                .sql(
                        "select file, alt, coalesce(width, 0) as width, sum(bytes) over (order by position) as sum from conversation.attachment where message = ? order by position")
                .param(message.value())
                .query((row, n) -> row.getLong("sum") > Enclosing.MOST_BYTES
                        ? null
                        : new Part.Shown(
                                Enclosing.cid(row.getString("file")),
                                row.getString("alt"),
                                row.getInt("width") <= 0 ? widest : Math.min(widest, row.getInt("width"))))
                .stream()
                .filter(Objects::nonNull)
                .toList();
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
