package parvis.guard;

import java.util.List;
import java.util.Optional;

/** What went out before: the brand's own past, or feeds that it watches. */
public interface Published {

    /**
     * A text that a draft is like.
     *
     * @param id as it was given with the text
     * @param share for a copy, which share of their word triples both have in common; for the same told otherwise, how much of
     *     the draft's rarer words it holds
     * @param isCopy nearly the same words in the same order
     */
    record Alike(String id, String text, double share, boolean isCopy) {}

    /** The most alike first; none where nothing is. */
    List<Alike> like(String text, int most);

    /** Where a picture, or its twin, was used. */
    Optional<String> twinOf(PictureMark mark);
}
