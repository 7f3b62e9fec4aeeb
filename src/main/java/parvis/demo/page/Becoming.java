package parvis.demo.page;

import java.util.List;

/** Everybody whom one can become at this brand, and where the other brands are. */
public record Becoming(List<Somebody> people, List<Elsewhere> elsewhere) {

    /**
     * @param what their role or title, in a few words
     * @param story what one sees with their eyes
     */
    public record Somebody(
            String key,
            String name,
            String firstName,
            String initials,
            boolean team,
            String tone,
            String what,
            String story) {}

    public record Elsewhere(String brand, String names, String address) {}
}
