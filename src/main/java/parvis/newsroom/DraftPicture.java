package parvis.newsroom;

import java.util.UUID;
import parvis.conversation.Picture;

/**
 * A picture of a draft.
 *
 * @param credit the library of stock pictures that its file named when it came, or empty
 */
record DraftPicture(UUID id, Picture picture, String credit) {}
