package parvis.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.api.Refusal.Wrong;
import parvis.text.Clean;
import parvis.text.Cleaned;
import parvis.web.Problem.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A body of JSON, read field by field, so that whoever sent it is told everything that is wrong with it at once.
 *
 * <p>What is absent and what is null are the same. Fields that nobody asked for are passed over.
 */
final class Body {
    private static final int LARGEST = 2 * 1024 * 1024;
    /** A request attribute: the bytes, for whoever looks at a body that was read already. */
    static final String READ = "parvis.api.body";

    private final JsonNode root;
    private final List<Wrong> wrong = new ArrayList<>();

    private Body(JsonNode root) {
        this.root = root;
    }

    static Body of(HttpServletRequest request, JsonMapper json) throws IOException {
        var type = request.getContentType();
        if (type != null && !isJson(type)) {
            throw Refusal.of(Kind.MEDIA_TYPE);
        }
        if (request.getContentLengthLong() > LARGEST) {
            throw Refusal.of(Kind.TOO_LARGE);
        }
        var bytes = request.getAttribute(READ) instanceof byte[] read
                ? read
                : request.getInputStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw Refusal.of(Kind.TOO_LARGE);
        }
        return of(bytes, json);
    }

    static Body of(byte[] bytes, JsonMapper json) {
        try {
            var root = json.readTree(bytes);
            if (!root.isObject()) {
                throw Refusal.because(Kind.MALFORMED, "api.not.an.object");
            }
            return new Body(root);
        } catch (JacksonException notJson) {
            throw Refusal.of(Kind.MALFORMED);
        }
    }

    /** Refuses the request when anything that was read so far is wrong. */
    void check() {
        if (!wrong.isEmpty()) {
            throw Refusal.wrong(wrong);
        }
    }

    void refuse(String field, String key, Object... arguments) {
        wrong.add(new Wrong(field, key, arguments));
    }

    /** One line; empty when there is none. */
    String line(String field, int most) {
        var typed = string(field);
        return typed == null ? "" : whole(field, Clean.line(typed, most), most);
    }

    /** Several lines; empty when there is none. */
    String text(String field, int most) {
        var typed = string(field);
        return typed == null ? "" : whole(field, Clean.text(typed, most), most);
    }

    /** A text to the letter, because places in it will be pointed at; null when there is none. */
    @Nullable
    String asWritten(String field, int most) {
        var given = string(field);
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.length() > most) {
            refuse(field, "api.field.long", most);
        }
        return given;
    }

    /** A name that another program gave: kept to the letter, so that it is found again. */
    @Nullable
    String name(String field, int most) {
        var given = string(field);
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.codePointCount(0, given.length()) > most) {
            refuse(field, "api.field.long", most);
        } else if (given.codePoints().anyMatch(Body::cannotBeKept)) {
            refuse(field, "api.field.characters");
        }
        return given;
    }

    @Nullable
    String required(String field, int most) {
        var name = name(field, most);
        if (name == null && !isRefused(field)) {
            refuse(field, "api.field.required");
        }
        return name;
    }

    @Nullable
    Instant instant(String field) {
        var given = string(field);
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(given.strip()).toInstant();
        } catch (DateTimeException notOne) {
            refuse(field, "api.field.instant");
            return null;
        }
    }

    @Nullable
    UUID id(String field) {
        var given = string(field);
        if (given == null || given.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(given.strip());
        } catch (IllegalArgumentException notOne) {
            refuse(field, "api.field.id");
            return null;
        }
    }

    private @Nullable String string(String field) {
        var node = root;
        for (var name : field.split("\\.")) {
            if (!node.isObject()) {
                refuse(field.substring(0, field.indexOf('.')), "api.field.object");
                return null;
            }
            node = node.path(name);
            if (node.isMissingNode() || node.isNull()) {
                return null;
            }
        }
        if (!node.isString()) {
            refuse(field, "api.field.string");
            return null;
        }
        return node.stringValue();
    }

    private String whole(String field, Cleaned typed, int most) {
        if (!typed.fitted()) {
            refuse(field, "api.field.long", most);
        }
        return typed.text();
    }

    private boolean isRefused(String field) {
        return wrong.stream().anyMatch(w -> w.field().equals(field));
    }

    private static boolean cannotBeKept(int point) {
        return Character.isISOControl(point) || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static boolean isJson(String type) {
        var plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.equals("application/json") || (plain.startsWith("application/") && plain.endsWith("+json"));
    }
}
