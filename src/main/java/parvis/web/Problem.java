package parvis.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a program is told when it is refused: {@code application/problem+json} (RFC 9457).
 *
 * @param errors one for each field that is wrong
 * @param more members of this problem alone
 */
public record Problem(Kind kind, String title, String detail, List<Error> errors, Map<String, Object> more) {

    public enum Kind {
        MALFORMED(400),
        UNAUTHORIZED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD(405),
        NOT_ACCEPTABLE(406),
        OVERTAKEN(409),
        CLOSED(409),
        TOO_LARGE(413),
        MEDIA_TYPE(415),
        CONTENT(422),
        TOO_MANY(429),
        BROKEN(500),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The kind that an HTTP status stands for, when nothing more is known. */
        public static Kind of(int status) {
            for (var kind : values()) {
                if (kind.status == status) {
                    return kind;
                }
            }
            return status < 500 ? MALFORMED : BROKEN;
        }
    }

    /** @param field its path in the body, such as {@code from.email}, or the name of a parameter */
    public record Error(String field, String detail) {}

    /** With the usual words for its kind. */
    public static Problem of(Kind kind, Words words) {
        return of(kind, words, words.t("problem.detail." + kind.word()));
    }

    public static Problem of(Kind kind, Words words, String detail) {
        return new Problem(kind, words.t("problem.title." + kind.word()), detail, List.of(), Map.of());
    }

    public Problem with(List<Error> wrong) {
        return new Problem(kind, title, detail, List.copyOf(wrong), more);
    }

    public Problem with(Map<String, Object> members) {
        return new Problem(kind, title, detail, errors, Map.copyOf(members));
    }

    public void write(HttpServletResponse response, JsonMapper json) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "urn:parvis:problem:" + kind.word());
        body.put("title", title);
        body.put("status", kind.status());
        body.put("detail", detail);
        body.put("errors", errors);
        body.putAll(more);
        response.setStatus(kind.status());
        response.setContentType("application/problem+json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
