package parvis.newsroom.page;

/**
 * Who is in the newsroom.
 *
 * @param desk whether the desk is open to them
 * @param waiting how many conversations wait there, in figures
 */
public record Self(String name, String title, String initials, boolean desk, String waiting) {}
