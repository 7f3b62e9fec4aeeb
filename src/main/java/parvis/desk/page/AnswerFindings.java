package parvis.desk.page;

import java.util.List;

/**
 * What the guard says of an answer before it leaves.
 *
 * @param asks whether it blocks, and leaves only for a reason
 * @param reason as it was typed
 * @param exposes whether something of somebody would be open to everybody, which may be said in private or blanked out
 */
public record AnswerFindings(List<Line> lines, boolean asks, String reason, boolean exposes) {
    public static final AnswerFindings NONE = new AnswerFindings(List.of(), false, "", false);

    /** @param style a class of the sheet, by what it weighs */
    public record Line(String name, String weight, String style, String passage, String why, boolean blocks) {}
}
