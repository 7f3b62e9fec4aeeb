package parvis.conversation;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Ids;
import parvis.database.Rows;
import parvis.person.PersonId;

/** What askers of the past kept as the answer. */
@Component
class HistoryHelp {

    record Kept(UUID conversation, PersonId asker, UUID message, Instant at) {}

    private final JdbcClient db;
    private final HistoryTelling telling;

    HistoryHelp(JdbcClient db, HistoryTelling telling) {
        this.db = db;
        this.telling = telling;
    }

    /** Only where nobody has said here whether anything helped: that counts for more. */
    List<Kept> open(List<Kept> proposed) {
        if (proposed.isEmpty()) {
            return List.of();
        }
        var rated = new HashSet<>(
                db.sql("select distinct conversation from conversation.rating where conversation = any(?)")
                        .param(Columns.uuids(proposed, Kept::conversation))
                        .query((row, n) -> Rows.uuid(row, "conversation"))
                        .list());
        return proposed.stream().filter(k -> !rated.contains(k.conversation())).toList();
    }

    /** The first of each conversation, which stands for it. */
    static List<Kept> first(List<Kept> kept) {
        var first = new LinkedHashMap<UUID, Kept>();
        kept.forEach(k -> first.putIfAbsent(k.conversation(), k));
        return List.copyOf(first.values());
    }

    /** What the asker kept there helped them, unless it is their own. */
    void keep(Brand brand, List<Kept> kept) {
        if (!kept.isEmpty()) {
            var rated = rate(brand.id(), kept);
            telling.changed(
                    brand, kept.stream().map(Kept::conversation).distinct().toList());
            telling.helped(
                    brand,
                    kept.stream().filter(k -> rated.contains(k.message())).toList());
        }
    }

    /** Whoever kept another's answer said that it helped; gives the messages that were not their own. */
    private Set<UUID> rate(BrandId brand, List<Kept> kept) {
        return new HashSet<>(db.sql("""
                insert into conversation.rating (brand, id, conversation, message, person, help, at)
                select :brand, k.id, k.conversation, k.message, c.person, 'yes', k.at
                  from unnest(:ids, :conversations, :messages, :ats) as k(id, conversation, message, at)
                  join conversation.conversation c on c.id = k.conversation
                  join conversation.message m on m.brand = c.brand and m.id = k.message and m.person is distinct from c.person
                on conflict do nothing returning message
                """)
                .param("brand", brand.value())
                .param("ids", Columns.uuids(kept, k -> Ids.next()))
                .param("conversations", Columns.uuids(kept, Kept::conversation))
                .param("messages", Columns.uuids(kept, Kept::message))
                .param("ats", Columns.times(kept, Kept::at))
                .query((row, n) -> Rows.uuid(row, "message"))
                .list());
    }
}
