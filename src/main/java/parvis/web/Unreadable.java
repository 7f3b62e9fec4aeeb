package parvis.web;

import java.util.OptionalInt;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** What was sent cannot be read: the sender's doing, though it shows as a failure of whoever asks for a field. */
public final class Unreadable {
    private Unreadable() {}

    /** The status to answer with, when that is what failed. */
    public static OptionalInt status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case InvalidParameterException wrong -> {
                    return OptionalInt.of(wrong.getErrorCode() < 500 ? wrong.getErrorCode() : 400);
                }
                case MaxUploadSizeExceededException heavy -> {
                    return OptionalInt.of(413);
                }
                case MultipartException broken -> {
                    // Tomcat's own word says more, where there is one
                    if (!(broken.getRootCause() instanceof InvalidParameterException)) {
                        return OptionalInt.of(400);
                    }
                }
                default -> {}
            }
        }
        return OptionalInt.empty();
    }
}
