package parvis.outbound;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an address, and how much of an answer is borne.
 *
 * @param head only whether it is there
 * @param form what is sent, {@code application/x-www-form-urlencoded}: told to the very address that is asked, and not to where it
 *     would send us on; null to ask only
 * @param headers of ours, beside those that every question has
 * @param secrets headers that are told to the very host that is asked, over the scheme that is asked for, and not to where it sends us on
 * @param most bytes of the answer, as they come and unpacked
 * @param patience for everything, redirects and waiting for our turn included
 */
public record Question(
        boolean head,
        @Nullable String form,
        Map<String, String> headers,
        Map<String, String> secrets,
        int most,
        Duration patience) {
    public static final Question GET =
            new Question(false, null, Map.of(), Map.of(), 5 * 1024 * 1024, Duration.ofSeconds(20));
    public static final Question HEAD = new Question(true, null, Map.of(), Map.of(), 0, Duration.ofSeconds(10));

    public Question {
        headers = Map.copyOf(headers);
        secrets = Map.copyOf(secrets);
    }

    public Question sending(String form) {
        return new Question(false, form, headers, secrets, most, patience);
    }

    public Question knowing(Map<String, String> secrets) {
        return new Question(head, form, headers, secrets, most, patience);
    }

    /** What may be told elsewhere. */
    Question withoutSecrets() {
        return knowing(Map.of());
    }

    public Question with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Question(head, form, more, secrets, most, patience);
    }

    public Question atMost(int bytes) {
        return new Question(head, form, headers, secrets, bytes, patience);
    }

    public Question within(Duration patience) {
        return new Question(head, form, headers, secrets, most, patience);
    }
}
