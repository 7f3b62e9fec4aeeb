package parvis.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Message ids as they stand in Message-ID, In-Reply-To and References: with brackets, without, with words around. */
final class Ids {

    private static final int MOST = 100;
    private static final int LONGEST = 998;
    private static final Pattern ANGLE = Pattern.compile("<\\s*([^<>]{1," + LONGEST + "}?)\\s*>");

    private Ids() {}

    static List<String> of(String header) {
        var ids = new ArrayList<String>();
        var angle = ANGLE.matcher(header);
        while (angle.find() && ids.size() < MOST) {
            add(angle.group(1), ids);
        }
        if (ids.isEmpty()) {
            for (var word : header.split("[\\s,]+")) {
                if ((word.contains("@") || !header.strip().contains(" ")) && ids.size() < MOST) {
                    add(word, ids);
                }
            }
        }
        return ids;
    }

    private static void add(String raw, List<String> ids) {
        var id = Words.line(raw, LONGEST).replaceAll("\\s+", "");
        if (!id.isEmpty() && !ids.contains(id)) {
            ids.add(id);
        }
    }
}
