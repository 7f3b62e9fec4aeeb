package parvis.square;

import java.sql.Types;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.conversation.Sight;
import parvis.database.Transactions;
import parvis.person.Visitor;

/** Which files a visitor may open: those of the messages that they may read, and no others. */
@Component
class FileReading {

    /**
     * @param isPublic whether everybody may
     * @param drawn whether it is a picture that we drew ourselves
     */
    record Readable(String name, String type, String file, String thumb, boolean isPublic, boolean drawn) {}

    private final Transactions transactions;
    private final JdbcClient db;
    private final Sight sight;

    FileReading(Transactions transactions, JdbcClient db, Sight sight) {
        this.sight = sight;
        this.transactions = transactions;
        this.db = db;
    }

    Optional<Readable> find(Brand brand, Visitor visitor, String sha256) {
        var desk = visitor.asTeammate()
                .filter(teammate -> teammate.may(Permission.SEE_DESK))
                .map(teammate -> sight.sql(brand, teammate))
                .orElse("false");
        return transactions.reading(
                brand.id(),
                () -> db.sql("""
                        select * from (
                            select a.name, a.type, a.file, coalesce(a.thumb, a.file) as thumb, a.thumb is not null as drawn,
                                   c.visibility = 'public' and c.hidden_at is null and m.visibility = 'public'
                                       and m.hidden_at is null and m.state not in ('draft', 'waiting') as readable_by_all,
                                   m.kind <> 'note' and m.state not in ('draft', 'waiting') and m.hidden_at is null
                                       and (m.person = :person or (c.person = :person and m.kind = 'sent')
                                            or (:member and c.visibility = 'members' and c.hidden_at is null and m.visibility = 'public')) as own,
                                   %s as desk
                              from conversation.attachment a
                              join conversation.message m on m.brand = a.brand and m.id = a.message
                              join conversation.conversation c on c.brand = m.brand and c.id = m.conversation
                             where a.file = :file) as found
                         where readable_by_all or own or desk
                         order by readable_by_all desc limit 1
                        """.formatted(desk))
                        .param(
                                "person",
                                visitor.person() == null
                                        ? null
                                        : visitor.person().id().value(),
                                Types.OTHER)
                        .param("member", visitor.isMember())
                        .param("file", sha256)
                        .query((row, n) -> new Readable(
                                row.getString("name"),
                                row.getString("type"),
                                row.getString("file"),
                                row.getString("thumb"),
                                row.getBoolean("readable_by_all"),
                                row.getBoolean("drawn")))
                        .optional());
    }
}
