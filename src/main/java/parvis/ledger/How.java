package parvis.ledger;

/**
 * How somebody came to do what they did: {@code direct}, {@code search:…}, {@code site:host}, {@code campaign:name},
 * {@code api}, {@code import}, {@code demo}, {@code mail}, {@code time}. At most 120 characters, never a full address of a page.
 */
public record How(String value) {
    public static final How DIRECT = new How("direct");
    public static final How API = new How("api");
    public static final How IMPORT = new How("import");
    public static final How MAIL = new How("mail");
    public static final How DESK = new How("desk");
    /** Because its time had come. */
    public static final How TIME = new How("time");

    public static final How CONSOLE = new How("console");

    public How {
        if (value.length() > 120) {
            value = value.substring(0, 120);
        }
    }
}
