package parvis.mime;

/**
 * One header as it came.
 *
 * @param value unfolded, encoded words left as they are
 */
public record Header(String name, String value) {}
