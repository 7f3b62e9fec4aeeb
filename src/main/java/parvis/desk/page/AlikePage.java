package parvis.desk.page;

import java.util.List;

/**
 * Those who may be one person, two by two.
 *
 * @param most no more than so many at once
 */
public record AlikePage(List<Pair> pairs, boolean mayDecide, int most) {

    public boolean isFull() {
        return pairs.size() >= most;
    }

    /** @param strength how surely they are one, in words */
    public record Pair(Side one, Side other, List<String> reasons, String strength) {}

    public record Side(
            String id,
            String href,
            Avatar avatar,
            String name,
            String known,
            String deeds,
            List<PersonSheet.Identity> identities) {}
}
