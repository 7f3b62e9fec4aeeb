package parvis.desk.page;

import java.util.List;

/** Who else has a conversation before their eyes. */
public record PresencePage(List<Colleague> others) {
    public static final PresencePage NOBODY = new PresencePage(List.of());

    /** @param words who and what they do, such as "Karim écrit une réponse" */
    public record Colleague(Avatar avatar, boolean writes, String words) {}
}
