package parvis.rights.page;

import java.util.List;

/**
 * What of somebody goes and what stays.
 *
 * @param name of whom, empty when nothing is known
 * @param conversations that go whole
 * @param messages of theirs in them and elsewhere that go
 * @param staying public pages on which words of theirs stay, without the name; some of them
 * @param stay how many pages that are
 */
public record Held(String name, long conversations, long messages, List<Page> staying, long stay) {
    public record Page(String path, String subject, String language) {}
}
