package parvis.search;

/**
 * A passage of a draft.
 *
 * @param text a sentence or a few
 * @param before what a reader has in mind when they come to it: the draft's title or first line, and what stands just before
 */
public record Passage(String text, String before) {}
