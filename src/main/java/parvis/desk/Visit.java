package parvis.desk;

import java.util.Map;
import parvis.brand.Brand;
import parvis.brand.Teammate;
import parvis.web.Shell;

/**
 * Somebody who may see the desk asks for a part of it.
 *
 * @param asked the parameters: which part of the queue, where the messages end, and what a form holds
 * @param fragment whether a page is there already and wants a part of itself anew
 */
record Visit(Brand brand, Teammate me, Map<String, String> asked, Shell shell, boolean fragment) {

    /** The queue's view, for the addresses of this page. */
    String queue() {
        return QueueWish.of(asked).after(null).query();
    }

    String field(String name) {
        return asked.getOrDefault(name, "");
    }
}
