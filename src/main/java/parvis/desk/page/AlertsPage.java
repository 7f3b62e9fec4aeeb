package parvis.desk.page;

import java.util.List;

/**
 * What a colleague is to know, the latest first.
 *
 * @param minutes after how many a letter tells them; empty for never
 * @param kept whether that was just said
 */
public record AlertsPage(List<Line> lines, String minutes, int most, boolean kept) {

    public record Line(String href, String words, String moment, String datetime, boolean seen) {}
}
