package parvis.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parvis.conversation.Attached;
import parvis.conversation.Picture;
import parvis.mime.ReadMail;

/**
 * A mail that was read, with what came with it in the file store.
 *
 * @param mail null when it could not be read at all
 * @param files what is attached and is not shown
 * @param remotePictures how many pictures its HTML wants from elsewhere
 */
public record Unpacked(@Nullable ReadMail mail, List<Picture> pictures, List<Attached> files, int remotePictures) {

    static Unpacked unreadable() {
        return new Unpacked(null, List.of(), List.of(), 0);
    }
}
