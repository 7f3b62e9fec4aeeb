package parvis.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.conversation.MessageId;
import parvis.conversation.Travelling;
import parvis.database.Transactions;
import parvis.mail.MailEvent;
import parvis.person.People;
import parvis.person.Silence;

/**
 * A letter came back for good: what it carried did not arrive, and nothing more is sent to its address. Somebody called one
 * spam: nothing more is sent to them either, but what they ask for themselves.
 */
@Component
public class Undeliverable {
    private final Brands brands;
    private final Transactions transactions;
    private final JdbcClient db;
    private final People people;
    private final Travelling travelling;

    Undeliverable(Brands brands, Transactions transactions, JdbcClient db, People people, Travelling travelling) {
        this.brands = brands;
        this.transactions = transactions;
        this.db = db;
        this.people = people;
        this.travelling = travelling;
    }

    @EventListener
    void notDelivered(MailEvent.NotDelivered told) {
        if (told.permanent()) {
            var name = told.messageId() == null ? null : "<" + told.messageId() + ">";
            cameBack(brands.require(told.brand()), told.recipient(), name, told.status(), told.at());
        }
    }

    @EventListener
    void complained(MailEvent.ComplainedAbout told) {
        // "not-spam" takes back what nobody here knows of
        if (told.messageId() != null && !told.type().equalsIgnoreCase("not-spam")) {
            var name = "<" + told.messageId() + ">";
            transactions.run(
                    told.brand(),
                    () -> recipient(name, told.recipient())
                            .ifPresent(email -> people.silence(
                                    told.brand(), email, Silence.Kind.COMPLAINT, told.type(), told.at())));
        }
    }

    /** Of a mail of ours: whoever invents a complaint silences nobody. */
    private Optional<String> recipient(String messageId, String said) {
        return db.sql("""
                select case when lower(:said) = any(copies) then lower(:said) else recipient end from notice.mail
                 where message_id = :name
                   -- where several read it, only who says so complained
                   and ((:said = '' and copies = '{}') or lower(recipient) = lower(:said) or lower(:said) = any(copies))
                 limit 1
                """)
                .param("name", messageId)
                .param("said", said)
                .query(String.class)
                .optional();
    }

    /**
     * Believed only of a mail that this house sent to that address: whoever invents a bounce silences nobody.
     *
     * @param email that the other server could not deliver to
     * @param messageId of the mail that came back, in angle brackets
     * @param why as the server put it, such as "550 5.1.1"
     * @return whether it was one of ours
     */
    public boolean cameBack(Brand brand, String email, @Nullable String messageId, String why, Instant at) {
        return messageId != null
                && transactions.in(brand.id(), () -> {
                    var known = db.sql("""
                                    select message, lower(recipient) = lower(:email) as main from notice.mail
                                     where message_id = :name and (lower(recipient) = lower(:email) or lower(:email) = any(copies))
                                     limit 1
                                    """)
                            .param("name", messageId)
                            .param("email", email)
                            .query((row, n) -> new Sent(row.getObject("message", UUID.class), row.getBoolean("main")))
                            .optional();
                    if (known.isEmpty()) {
                        return false;
                    }
                    people.silence(brand.id(), email, Silence.Kind.BOUNCE, why, at);
                    var answer = known.get().message();
                    if (answer != null && known.get().main()) {
                        travelling.cameBack(brand, new MessageId(answer), at);
                    } else if (answer != null) {
                        travelling.missed(brand.id(), new MessageId(answer), email, why, at);
                    }
                    return true;
                });
    }

    private record Sent(@Nullable UUID message, boolean main) {}
}
