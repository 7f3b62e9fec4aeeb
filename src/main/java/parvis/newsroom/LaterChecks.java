package parvis.newsroom;

import java.util.List;
import parvis.brand.Brand;
import parvis.guard.Context;
import parvis.guard.Draft;
import parvis.guard.Finding;

/**
 * Checks that take longer than somebody waits while typing, such as grammar and links that are looked up. They read when a draft
 * is saved, and programs get what they find.
 */
public interface LaterChecks {

    /**
     * @param dictionary the brand's own words, in lower case
     * @return findings in the text of the draft
     */
    List<Finding> read(Brand brand, Draft draft, Context context, java.util.Set<String> dictionary);
}
