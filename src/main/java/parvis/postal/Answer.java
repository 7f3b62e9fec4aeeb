package parvis.postal;

import java.util.List;

/** What the DNS says about a name. */
public sealed interface Answer<T> {

    record Found<T>(List<T> records) implements Answer<T> {}

    /** There is no such name, or nothing of that kind under it: somebody who knows said so. */
    record Nothing<T>() implements Answer<T> {}

    /** Nobody answered in time, or nobody knew: it may be there. */
    record Unknown<T>(String why) implements Answer<T> {}

    /** What was found; empty when nothing was, or when nobody knows. */
    default List<T> records() {
        return switch (this) {
            case Found<T>(var records) -> records;
            case Nothing<T>() -> List.of();
            case Unknown<T>(var why) -> List.of();
        };
    }

    default boolean isUnknown() {
        return this instanceof Unknown<T>;
    }
}
