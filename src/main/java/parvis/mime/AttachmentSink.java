package parvis.mime;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes what is attached while a mail is read. What it leaves unread is skipped. */
@FunctionalInterface
public interface AttachmentSink {

    /** Keeps nothing: attachments are named and counted only. */
    AttachmentSink NOTHING = (name, type, decoded) -> null;

    /**
     * @return a key to find it by, or null when it is not kept
     * @throws IOException ends the reading of the mail
     */
    @Nullable
    String keep(String name, String type, InputStream decoded) throws IOException;
}
