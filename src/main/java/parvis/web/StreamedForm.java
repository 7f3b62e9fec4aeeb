package parvis.web;

/**
 * A form whose file is read as it comes, however large it is, by whoever takes it, and by nobody before.
 *
 * @param path to which it is posted
 */
public record StreamedForm(String path) {}
