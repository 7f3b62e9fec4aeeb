package parvis.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.conversation.History.Brought;
import parvis.conversation.History.Link;
import parvis.database.BrandId;
import parvis.database.Columns;
import parvis.database.Rows;

/** Which conversations of the past named each other, and which were the same question again. */
@Component
class HistoryLinks {

    private record Linked(UUID conversation, UUID other, boolean duplicate) {}

    private final JdbcClient db;
    private final HistoryRows rows;
    private final HistoryTelling telling;

    HistoryLinks(JdbcClient db, HistoryRows rows, HistoryTelling telling) {
        this.db = db;
        this.rows = rows;
        this.telling = telling;
    }

    Brought bring(Brand brand, List<Link> links) {
        var ids = links.stream()
                .flatMap(link -> Stream.of(link.from(), link.to()))
                .distinct()
                .toList();
        var messages = rows.messages(ids);
        var found = new ArrayList<Linked>();
        for (var link : links) {
            var from = messages.get(link.from());
            var to = messages.get(link.to());
            if (from != null && to != null && !from.conversation().equals(to.conversation())) {
                found.add(new Linked(from.conversation(), to.conversation(), link.duplicate()));
            }
        }
        var linked = link(brand.id(), found);
        telling.changed(brand, linked);
        return new Brought(linked.size(), found.size() - linked.size(), links.size() - found.size());
    }

    /** Gives the conversations that got a link which they did not have. */
    private List<UUID> link(BrandId brand, List<Linked> all) {
        var added = db.sql("""
                insert into conversation.link (brand, conversation, other, kind)
                select distinct :brand::uuid, l.conversation, l.other, l.kind
                  from unnest(:conversations, :others, :kinds) as l(conversation, other, kind)
                on conflict do nothing returning conversation
                """)
                .param("brand", brand.value())
                .param("conversations", Columns.uuids(all, Linked::conversation))
                .param("others", Columns.uuids(all, Linked::other))
                .param("kinds", Columns.texts(all, l -> l.duplicate() ? "duplicate" : "related"))
                .query((row, n) -> Rows.uuid(row, "conversation"))
                .list();
        var duplicates = all.stream().filter(Linked::duplicate).toList();
        db.sql("""
                update conversation.conversation c set duplicate_of = d.other
                  from (select distinct on (conversation) conversation, other
                          from unnest(:conversations, :others) with ordinality as l(conversation, other, n)
                         order by conversation, n) d
                 where c.id = d.conversation and c.duplicate_of is null and c.channel = :channel
                """)
                .param("channel", History.CHANNEL)
                .param("conversations", Columns.uuids(duplicates, Linked::conversation))
                .param("others", Columns.uuids(duplicates, Linked::other))
                .update();
        return added;
    }
}
