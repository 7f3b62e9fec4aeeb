package parvis.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.ConversationId;
import parvis.conversation.MailNames;

/**
 * Where a letter stands among those of its conversation (RFC 5322, 3.6.4): after the earlier ones to the same address, and
 * after what its person wrote by mail. Calls belong inside a transaction of the brand.
 */
@Component
class LetterThreads {
    /** Programs that read mail need the first and the last ones; headers must not grow for ever. */
    private static final int MOST = 12;
    /** What came from outside stands in a header only when it is a name and nothing else. */
    private static final Pattern NAME = Pattern.compile("<[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,240}>");

    private static final Pattern AGAIN =
            Pattern.compile("^(?:(?:re|ré|rép|aw|sv|tr|fwd?)\\s*:\\s*)+", Pattern.CASE_INSENSITIVE);

    private final JdbcClient db;
    private final MailNames names;
    private final Letterhead letterhead;

    LetterThreads(JdbcClient db, MailNames names, Letterhead letterhead) {
        this.db = db;
        this.names = names;
        this.letterhead = letterhead;
    }

    /** The name of a letter; those of no conversation are named after themselves. */
    String nameOf(Letter letter, UUID mail) {
        var domain = letterhead.domain(letter.brand());
        return letter.conversation() == null
                ? "<" + mail + "@" + domain + ">"
                : names.of(letter.brand().id(), new ConversationId(letter.conversation()), mail, domain);
    }

    /** The names of those before it, the oldest first. */
    List<String> before(Letter letter) {
        if (letter.conversation() == null) {
            return List.of();
        }
        var known = db.sql("""
                select name from (
                    select m.message_id as name, m.created_at as at from notice.mail m
                     where m.conversation = :conversation and m.recipient = :recipient and m.message_id is not null
                       -- one whose answer was taken back never leaves
                       and (m.message is null or exists (select 1 from conversation.message carried where carried.id = m.message))
                    union all
                    select '<' || came.message_id || '>', said.stored_at from conversation.message said
                      join person.identity i on i.person = said.person and i.kind = 'email' and i.value = lower(:recipient)
                      join mail.received came on came.brand = said.brand and came.message = said.id
                     where said.conversation = :conversation and came.message_id is not null) earlier
                 order by at desc limit %d
                """.formatted(MOST))
                .param("conversation", letter.conversation())
                .param("recipient", letter.recipient())
                .query((row, n) -> row.getString("name"))
                .list();
        var before = new ArrayList<String>();
        before.add(root(letter.brand(), letter.conversation()));
        known.reversed().stream().filter(name -> NAME.matcher(name).matches()).forEach(before::add);
        return List.copyOf(before);
    }

    /**
     * The name that no mail has and all of a conversation follow: they stay together when the first ones are forgotten.
     */
    private String root(Brand brand, UUID conversation) {
        return names.of(brand.id(), new ConversationId(conversation), conversation, letterhead.domain(brand));
    }

    /** The same from the first letter to the last, as programs that sort by subject want it. */
    static String subject(String of) {
        return "Re: " + AGAIN.matcher(of).replaceFirst("");
    }
}
