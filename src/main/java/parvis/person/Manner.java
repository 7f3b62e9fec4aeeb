package parvis.person;

/**
 * How somebody wishes to be addressed; each empty for what nobody knows.
 *
 * @param title {@code mr} or {@code mrs}
 * @param address {@code vous} or {@code tu}
 * @param hours when they wish to be called or written to, in their words
 */
public record Manner(String title, String address, String hours) {
    public static final Manner UNKNOWN = new Manner("", "", "");
    public static final int MOST_HOURS = 120;

    public boolean isUnknown() {
        return equals(UNKNOWN);
    }
}
