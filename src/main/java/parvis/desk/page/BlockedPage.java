package parvis.desk.page;

import java.util.List;

/** Whose next messages go to spam, the latest first; no more than {@code most}. */
public record BlockedPage(List<Line> lines, boolean may, int most) {

    /** Whether there may be more than these. */
    public boolean isFull() {
        return lines.size() >= most;
    }

    /** @param since when, and by whom, in words */
    public record Line(String id, String name, String href, String since) {}
}
