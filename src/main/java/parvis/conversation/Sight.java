package parvis.conversation;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.database.BrandId;
import parvis.database.Transactions;

/**
 * Which conversations a colleague sees at the desk: all of them, or only what is theirs, which is what they have, what was written by
 * them or in their name, what names them in a note, and what waits for them in place of somebody who is away. Whatever shows
 * conversations to the team asks here.
 */
@Component
public class Sight {
    private static final String ALL = "true";

    private final Absences absences;
    private final Transactions transactions;
    private final JdbcClient db;
    private final Clock clock;

    Sight(Absences absences, Transactions transactions, JdbcClient db, Clock clock) {
        this.absences = absences;
        this.transactions = transactions;
        this.db = db;
        this.clock = clock;
    }

    /** A condition in SQL on a conversation that is called {@code c} there, complete in itself. */
    public String sql(Brand brand, Teammate who) {
        if (who.may(Permission.SEE_ALL)) {
            return ALL;
        }
        var me = quoted(who.id().value());
        var voices = Stream.concat(
                        Stream.of(me),
                        absences.away(brand, clock.instant()).coveredBy(who).stream()
                                .map(Sight::quoted))
                .collect(Collectors.joining(", "));
        return """
                (c.owner = %1$s
                 or c.id in (select m.conversation from conversation.message m where m.teammate = %1$s)
                 or c.id in (select m.conversation from conversation.mention n
                               join conversation.message m on m.brand = n.brand and m.id = n.message where n.teammate in (%2$s))
                 or c.id in (select m.conversation from conversation.approval a
                               join conversation.message m on m.brand = a.brand and m.id = a.message
                              where a.state = 'waiting' and m.teammate in (%2$s)))
                """.formatted(me, voices);
    }

    /** Also by the number that it had before it was merged into another. */
    public boolean sees(Brand brand, Teammate who, long number) {
        return who.may(Permission.SEE_ALL)
                || exists(
                        brand.id(),
                        "select exists (select 1 from conversation.conversation c where (c.number = ? or c.id = "
                                + "(select g.into_conversation from conversation.merged g where g.number = ?)) and "
                                + sql(brand, who) + ")",
                        number,
                        number);
    }

    public boolean sees(Brand brand, Teammate who, ConversationId id) {
        return who.may(Permission.SEE_ALL)
                || exists(
                        brand.id(),
                        "select exists (select 1 from conversation.conversation c where c.id = ? and " + sql(brand, who)
                                + ")",
                        id.value());
    }

    public boolean seesMessage(Brand brand, Teammate who, UUID message) {
        return who.may(Permission.SEE_ALL)
                || exists(
                        brand.id(),
                        "select exists (select 1 from conversation.conversation c join conversation.message said "
                                + "on said.brand = c.brand and said.conversation = c.id where said.id = ? and "
                                + sql(brand, who) + ")",
                        message);
    }

    /** Whether somebody who wrote to the house, under whatever name, asked or said something in what they see. */
    public boolean seesPerson(Brand brand, Teammate who, UUID person) {
        return who.may(Permission.SEE_ALL)
                || exists(
                        brand.id(),
                        "select exists (select 1 from conversation.conversation c "
                                + "where c.person in (select person.together(?)) and " + sql(brand, who) + ")",
                        person);
    }

    /** The numbers of those that they see, of these. */
    public List<Long> seen(Brand brand, Teammate who, Collection<UUID> conversations) {
        return transactions.reading(
                brand.id(),
                () -> db.sql("select c.number from conversation.conversation c where c.id = any(?) and "
                                + sql(brand, who))
                        .param(conversations.toArray(UUID[]::new))
                        .query(Long.class)
                        .list());
    }

    private boolean exists(BrandId brand, String sql, Object... parameters) {
        return transactions.reading(
                brand, () -> db.sql(sql).params(parameters).query(Boolean.class).single());
    }

    private static String quoted(UUID id) {
        return "'" + id + "'::uuid";
    }
}
