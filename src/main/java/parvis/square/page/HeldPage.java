package parvis.square.page;

/**
 * Words of somebody not signed in wait for their link.
 *
 * @param reply whether they answer a question rather than ask one
 */
public record HeldPage(String email, boolean reply, long days) {}
