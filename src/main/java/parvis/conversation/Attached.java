package parvis.conversation;

/**
 * A file that came with a message and is handed out to be saved, never shown.
 *
 * @param type as it was declared; not to be trusted
 * @param file SHA-256 of its bytes, in hexadecimal: its name in the file store
 * @param words what it holds, such as an invitation with its day; may be empty
 */
public record Attached(String name, String type, long bytes, String file, String words) {}
