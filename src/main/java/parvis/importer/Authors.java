package parvis.importer;

import java.time.Instant;
import parvis.importer.Dump.Row;
import parvis.person.Strangers.Stranger;

/** Whoever wrote something there: by the number of their account; whoever deleted theirs left a name at most. */
final class Authors {
    private Authors() {}

    static Stranger account(int id, String name, Instant since) {
        return new Stranger(Integer.toString(id), Texts.name(name, "user" + id), since);
    }

    static Stranger ofPost(Row row, Instant at) {
        return of(row, "OwnerUserId", "OwnerDisplayName", at);
    }

    static Stranger ofComment(Row row, Instant at) {
        return of(row, "UserId", "UserDisplayName", at);
    }

    private static Stranger of(Row row, String idColumn, String nameColumn, Instant at) {
        var id = row.number(idColumn);
        if (id != null) {
            return account(id, row.text(nameColumn, ""), at);
        }
        var name = Texts.name(row.text(nameColumn, ""), "?");
        return new Stranger("name:" + name, name, at);
    }
}
