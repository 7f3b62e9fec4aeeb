package parvis.desk;

import java.util.List;
import java.util.Map;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.web.Shell;

/**
 * Somebody who may see the desk asks for a part of it.
 *
 * @param asked the parameters: which part of the queue, where the messages end, and what a form holds
 * @param fragment whether a page is there already and wants a part of itself anew
 * @param houses at which they work, this one among them, when there are several that this session opens; else none
 */
record Visit(Brand brand, Teammate me, Map<String, String> asked, Shell shell, boolean fragment, List<Brand> houses) {

    /** The queue's view, for the addresses of this page. */
    String queue() {
        return QueueWish.of(asked).after(null).query();
    }

    String field(String name) {
        return asked.getOrDefault(name, "");
    }
}
