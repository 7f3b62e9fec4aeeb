package parvis.conversation;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    record Kept(UUID conversation, UUID message, Instant at) {}

    private final JdbcClient db;
    private final HistoryTelling telling;

    HistoryHelp(JdbcClient db, HistoryTelling telling) {
        this.db = db;
        this.telling = telling;
    }

    /** What the asker kept there helped them, unless it is their own; what was said here since counts for more. */
    void keep(Brand brand, List<Kept> proposed) {
        if (proposed.isEmpty()) {
            return;
        }
        var askers = retain(proposed);
        var kept = proposed.stream()
                .filter(k -> askers.containsKey(k.conversation()))
                .toList();
        var rated = rate(brand.id(), kept);
        telling.helped(
                brand, kept.stream().filter(k -> rated.contains(k.message())).toList(), askers);
    }

    /** Only where nobody has said anything about it here; gives who asked. */
    private Map<UUID, PersonId> retain(List<Kept> all) {
        var asked = new HashMap<UUID, PersonId>();
        db.sql("""
                update conversation.conversation c
                   set state = case c.state when 'closed' then 'closed' else 'satisfied' end,
                       retained = k.message, satisfied_at = k.at
                  from unnest(:conversations, :messages, :ats) as k(conversation, message, at)
                 where c.id = k.conversation and c.channel = :channel and c.state in ('waiting', 'closed')
                   and c.retained is null and c.satisfied_at is null
                   and not exists (select 1 from conversation.rating r where r.brand = c.brand and r.conversation = c.id)
                returning c.id, c.person
                """)
                .param("channel", History.CHANNEL)
                .param("conversations", Columns.uuids(all, Kept::conversation))
                .param("messages", Columns.uuids(all, Kept::message))
                .param("ats", Columns.times(all, Kept::at))
                .query(row -> {
                    asked.put(Rows.uuid(row, "id"), new PersonId(Rows.uuid(row, "person")));
                });
        return asked;
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
