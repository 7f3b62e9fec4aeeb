package parvis.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a mail holds besides its headers that tells a machine from a person. */
final class Evidence {

    private static final int LONGEST_TEXT = 64_000;

    final List<String> deliveryReports = new ArrayList<>();
    /** Of a report that another server wrapped in its own. A person who forwards a bounce sends one, too. */
    final List<String> reportsInside = new ArrayList<>();

    @Nullable
    String feedback;

    boolean receipt;
    Contents.@Nullable Event event;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Part original;

    void report(String type, String report) {
        if (type.endsWith("delivery-status")) {
            deliveryReports.add(report);
        } else if (type.endsWith("feedback-report")) {
            feedback = report;
        } else {
            receipt = true;
        }
    }

    void calendar(Contents.Event found) {
        event = event == null ? found : event;
    }

    void text(String words) {
        int room = LONGEST_TEXT - text.length();
        if (room > 0) {
            text.append(words, 0, Math.min(words.length(), room)).append('\n');
        }
    }

    String text() {
        return text.toString();
    }

    void mail(byte[] beginning) {
        try {
            original = new Walk((part, decoded) -> {
                        if (part.isType("message/delivery-status") && reportsInside.size() < 20) {
                            reportsInside.add(new String(decoded.readAllBytes(), StandardCharsets.UTF_8));
                        }
                    })
                    .mail(new ByteArrayInputStream(beginning));
        } catch (IOException e) {
            throw new IllegalStateException(e); // bytes in memory do not fail
        }
    }

    @Nullable
    Part mail() {
        return original;
    }

    static String subject(byte[] mail) {
        return headers(mail).first("subject");
    }

    static Part headers(byte[] mail) {
        try {
            return new Walk((part, decoded) -> {}).mail(new ByteArrayInputStream(mail));
        } catch (IOException e) {
            throw new IllegalStateException(e); // bytes in memory do not fail
        }
    }
}
