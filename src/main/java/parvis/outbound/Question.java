package parvis.outbound;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of an address, and how much of an answer is borne.
 *
 * @param head only whether it is there
 * @param headers of ours, beside those that every question has
 * @param most bytes of the answer, as they come and unpacked
 * @param patience for everything, redirects and waiting for our turn included
 */
public record Question(boolean head, Map<String, String> headers, int most, Duration patience) {
    public static final Question GET = new Question(false, Map.of(), 5 * 1024 * 1024, Duration.ofSeconds(20));
    public static final Question HEAD = new Question(true, Map.of(), 0, Duration.ofSeconds(10));

    public Question {
        headers = Map.copyOf(headers);
    }

    public Question with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Question(head, more, most, patience);
    }

    public Question atMost(int bytes) {
        return new Question(head, headers, bytes, patience);
    }

    public Question within(Duration patience) {
        return new Question(head, headers, most, patience);
    }
}
