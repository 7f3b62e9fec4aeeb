package parvis.square.page;

import java.time.Instant;
import java.util.List;

/** Who of the house answers. */
public record Counter(List<Present> people) {
    public record Present(Author author, Hours hours) {}

    /**
     * @param here whether they answer now
     * @param at until when they do, or when they are back
     */
    public record Hours(boolean here, Instant at) {
        public String words() {
            return here ? "counter.until" : "counter.back";
        }
    }
}
