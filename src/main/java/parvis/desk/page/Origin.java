package parvis.desk.page;

/** Whence something came, always in words: an icon alone says nothing to whoever does not know it. */
public record Origin(String icon, String words) {}
