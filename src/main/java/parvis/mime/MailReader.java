package parvis.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads mails of any age and in any state (RFC 5322, 2045–2049, 2231, 3676). Whatever a mail holds, reading it gives what could be read
 * and never throws; memory is bounded, however large the mail is.
 */
public final class MailReader {

    private MailReader() {}

    /**
     * @param raw as it came from the network or from a mailbox; read to its end, not closed
     * @param sink takes the attachments on the way
     * @throws IOException when {@code raw} or the sink fails
     */
    public static ReadMail read(InputStream raw, AttachmentSink sink) throws IOException {
        var reading = new Reading(sink);
        var walk = new Walk(reading::leaf);
        var root = walk.mail(raw);
        return reading.read(root, walk.troubles());
    }

    /**
     * Writes one attachment of a mail that was read before.
     *
     * @return whether the mail has one of that number
     * @throws IOException when {@code raw} or {@code to} fails
     */
    public static boolean open(InputStream raw, int number, OutputStream to) throws IOException {
        var opening = new Opening(number, to);
        var reading = new Reading(opening);
        opening.reading = reading;
        new Walk(reading::leaf).mail(raw);
        return opening.found;
    }

    private static final class Opening implements AttachmentSink {
        private final int number;
        private final OutputStream to;
        private Reading reading = new Reading(AttachmentSink.NOTHING);
        private boolean found;

        Opening(int number, OutputStream to) {
            this.number = number;
            this.to = to;
        }

        @Override
        public String keep(String name, String type, InputStream decoded) throws IOException {
            if (reading.attachments() == number) {
                decoded.transferTo(to);
                found = true;
            }
            return "";
        }
    }
}
