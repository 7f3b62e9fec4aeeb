package parvis.square;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What a browser got. */
final class Pages {
    private Pages() {}

    static String body(MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    static int status(MvcTestResult result) {
        return result.getResponse().getStatus();
    }

    /** Where it was sent on to. */
    static String location(MvcTestResult result) {
        return Objects.requireNonNull(
                result.getResponse().getHeader("Location"), () -> "no redirect but " + status(result));
    }

    static String cookie(MvcTestResult result, String name) {
        return Objects.requireNonNull(result.getResponse().getCookie(name), "no cookie " + name)
                .getValue();
    }
}
