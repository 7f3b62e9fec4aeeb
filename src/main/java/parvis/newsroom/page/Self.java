package parvis.newsroom.page;

/**
 * Who is in the newsroom.
 *
 * @param desk whether the desk is open to them
 */
public record Self(String name, String title, String initials, boolean desk) {}
