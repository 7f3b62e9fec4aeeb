package parvis.conversation;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.privacy.Names;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Messages of others as they came, without somebody's names: what they say changes, not how it is laid out. */
@Component
class AsItCame {
    private final JdbcClient db;
    private final JsonMapper json;

    AsItCame(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    private record Came(UUID id, String body) {}

    void without(Names names) {
        if (names.likes().isEmpty()) {
            return;
        }
        db.sql("select id, body from conversation.raw where body::text ilike any(:likes)")
                .param("likes", Columns.texts(names.likes()))
                .query((row, n) -> new Came(Rows.uuid(row, "id"), row.getString("body")))
                .list()
                .forEach(came -> without(came, names));
    }

    private void without(Came came, Names names) {
        var was = json.readTree(came.body());
        var is = without(was.deepCopy(), names);
        if (!is.equals(was)) {
            db.sql("update conversation.raw set body = ?::jsonb where id = ?")
                    .params(json.writeValueAsString(is), came.id())
                    .update();
        }
    }

    private static JsonNode without(JsonNode node, Names names) {
        switch (node) {
            case ObjectNode object ->
                object.propertyNames().stream()
                        .toList()
                        .forEach(name -> object.set(name, without(object.get(name), names)));
            case ArrayNode array -> {
                for (var i = 0; i < array.size(); i++) {
                    array.set(i, without(array.get(i), names));
                }
            }
            case StringNode text -> {
                return StringNode.valueOf(names.anywhere(text.stringValue()));
            }
            default -> {}
        }
        return node;
    }
}
