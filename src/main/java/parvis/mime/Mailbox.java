package parvis.mime;

/**
 * Somebody a header names.
 *
 * @param name decoded, on one line, without what reorders or hides; empty when there is none
 * @param address as written, the domain in lower case; empty when the header names nobody reachable
 */
public record Mailbox(String name, String address) {

    /** The name, or the address where there is none. */
    public String shown() {
        return name.isEmpty() ? address : name;
    }
}
