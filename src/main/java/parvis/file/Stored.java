package parvis.file;

/**
 * A file that is on the disk for good.
 *
 * @param sha256 of its content, 64 lower-case hexadecimal digits: its name
 */
public record Stored(String sha256, long bytes) {}
