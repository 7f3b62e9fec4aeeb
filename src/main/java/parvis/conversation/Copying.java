package parvis.conversation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.person.EmailAddress;
import parvis.person.People;
import parvis.person.PersonId;
import parvis.text.Clean;

/** To whom else a private answer goes: as somebody types it, and as the last mail suggests it. */
@Component
public class Copying {
    public static final int MOST = 10;

    private static final int LONGEST = 4_000;

    public enum Problem {
        /** It is no address. */
        UNREADABLE,
        /** One of the house's own. */
        OWN,
        /** Nothing arrives there. */
        SILENT,
        TOO_MANY;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public sealed interface Outcome {
        record Read(List<Copied> copies) implements Outcome {}

        /** @param address about which it is; empty for none in particular */
        record Refused(Problem problem, String address) implements Outcome {}
    }

    private final Transactions transactions;
    private final People people;
    private final JdbcClient db;

    Copying(Transactions transactions, People people, JdbcClient db) {
        this.transactions = transactions;
        this.people = people;
        this.db = db;
    }

    /**
     * @param typed addresses with commas between them, with or without names; each counts once
     * @param to who gets it anyway, and is left out
     */
    public Outcome read(Brand brand, String typed, @Nullable String to) {
        var copies = new LinkedHashMap<String, Copied>();
        for (var piece : Clean.text(typed, LONGEST).text().split("[,;\\n]")) {
            var written = piece.strip();
            if (written.isEmpty()) {
                continue;
            }
            var copy = copied(written);
            if (!EmailAddress.isPlausible(copy.email())) {
                return new Outcome.Refused(Problem.UNREADABLE, written);
            }
            if (isOwn(brand, copy.email())) {
                return new Outcome.Refused(Problem.OWN, copy.email());
            }
            if (to == null || !EmailAddress.normal(to).equals(copy.email())) {
                copies.putIfAbsent(copy.email(), copy);
            }
        }
        if (copies.size() > MOST) {
            return new Outcome.Refused(Problem.TOO_MANY, "");
        }
        return transactions.<Outcome>reading(brand.id(), () -> {
            for (var address : copies.keySet()) {
                if (people.undeliverable(address).isPresent()) {
                    return new Outcome.Refused(Problem.SILENT, address);
                }
            }
            return new Outcome.Read(List.copyOf(copies.values()));
        });
    }

    /**
     * Whom the last private mail of a conversation reached beside the asker and the house; and who wrote it, when they had been
     * written to before. Inside a transaction of the brand.
     */
    public List<String> proposed(Brand brand, ConversationId conversation, PersonId asker) {
        return db
                .sql("""
                with last as (
                    select id, person from conversation.message
                     where conversation = :conversation and kind <> 'note' and visibility = 'private' and origin = 'person'
                       and withheld is null
                     order by at desc, id desc limit 1)
                select email from (
                    select 0 as first, 0 as position, i.value as email from last
                      join person.identity i on i.person = last.person and i.kind = 'email'
                     where exists (select 1 from conversation.copy c
                                     join conversation.message m on m.brand = c.brand and m.id = c.message
                                    where m.conversation = :conversation and c.email = i.value)
                    union all
                    select 1, c.position, c.email from last join conversation.copy c on c.message = last.id) named
                 where email not in (select value from person.identity where person = :asker and kind = 'email')
                   and not exists (select 1 from person.undeliverable dead where dead.email = named.email)
                 order by first, position
                """)
                .param("conversation", conversation.value())
                .param("asker", asker.value())
                .query((row, n) -> row.getString("email"))
                .stream()
                .filter(address -> !isOwn(brand, address))
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** An address of the house, with whatever stands behind a plus in it. */
    static boolean isOwn(Brand brand, String address) {
        var bare = address.replaceFirst("\\+[^@]*@", "@");
        return Set.copyOf(brand.mails()).contains(bare);
    }

    private static Copied copied(String written) {
        var open = written.lastIndexOf('<');
        if (open >= 0 && written.endsWith(">")) {
            var name = written.substring(0, open).replace("\"", "").strip();
            return new Copied(Clean.line(name, 120).text(), written.substring(open + 1, written.length() - 1));
        }
        return new Copied("", written);
    }

    /** As a form shows them again. */
    public static String written(List<String> addresses) {
        return String.join(", ", addresses);
    }

    /** @param addresses that came with a mail, in their order */
    public static List<Copied> kept(Brand brand, List<Copied> addresses, @Nullable String writer) {
        Map<String, Copied> kept = new LinkedHashMap<>();
        for (var copy : addresses) {
            if (EmailAddress.isPlausible(copy.email())
                    && !isOwn(brand, copy.email())
                    && (writer == null || !EmailAddress.normal(writer).equals(copy.email()))) {
                kept.putIfAbsent(copy.email(), copy);
            }
        }
        return kept.values().stream().limit(Copies.MOST_KEPT).toList();
    }
}
