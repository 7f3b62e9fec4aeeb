package parvis.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parvis.web.Problem;
import parvis.web.Problem.Kind;
import parvis.web.Words;

/** Ends a request with a problem, whose words are found once the reader's language is known. */
final class Refusal extends RuntimeException {

    /** A field that is wrong, and the words for it. */
    record Wrong(String field, String key, Object... arguments) {
        Problem.Error in(Words words) {
            return new Problem.Error(field, words.t(key, arguments));
        }
    }

    private final Kind kind;
    private final @Nullable Wrong detail;
    private final List<Wrong> wrong;
    private final Map<String, Object> more;

    private Refusal(Kind kind, @Nullable Wrong detail, List<Wrong> wrong, Map<String, Object> more) {
        super(kind.name(), null, false, false);
        this.kind = kind;
        this.detail = detail;
        this.wrong = wrong;
        this.more = more;
    }

    static Refusal of(Kind kind) {
        return new Refusal(kind, null, List.of(), Map.of());
    }

    static Refusal of(Kind kind, Map<String, Object> more) {
        return new Refusal(kind, null, List.of(), more);
    }

    static Refusal because(Kind kind, String key, Object... arguments) {
        return new Refusal(kind, new Wrong("", key, arguments), List.of(), Map.of());
    }

    /** @param key of what is to be done about what is wrong */
    static Refusal wrong(String key, List<Wrong> wrong, Map<String, Object> more) {
        return new Refusal(Kind.CONTENT, new Wrong("", key), List.copyOf(wrong), more);
    }

    static Refusal wrong(List<Wrong> wrong) {
        return new Refusal(Kind.CONTENT, null, List.copyOf(wrong), Map.of());
    }

    static Refusal wrong(String field, String key, Object... arguments) {
        return wrong(List.of(new Wrong(field, key, arguments)));
    }

    Problem in(Words words) {
        var problem = detail == null
                ? Problem.of(kind, words)
                : Problem.of(kind, words, detail.in(words).detail());
        return problem.with(wrong.stream().map(w -> w.in(words)).toList()).with(more);
    }
}
