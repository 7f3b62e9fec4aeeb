package parvis.newsroom.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the brand asks of the guard, as typed. */
public record GuardSettingsPage(
        List<Row> checks,
        String avoided,
        String dictionary,
        String reasons,
        String pieces,
        String days,
        List<Mourning> mournings,
        List<Learned> learned,
        boolean kept,
        @Nullable String problem,
        @Nullable String mourningProblem) {

    public record Row(String check, String words, List<Box> boxes) {}

    public record Box(String value, String words, boolean checked) {}

    public record Mourning(String id, String words) {}

    /** What verdicts changed. */
    public record Learned(String words) {}
}
