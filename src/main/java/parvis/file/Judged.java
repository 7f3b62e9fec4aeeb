package parvis.file;

/** What became of a file that was sent as a picture. */
public sealed interface Judged {

    enum Type {
        JPEG("image/jpeg", "jpg"),
        PNG("image/png", "png");

        private final String mediaType;
        private final String extension;

        Type(String mediaType, String extension) {
            this.mediaType = mediaType;
            this.extension = extension;
        }

        public String mediaType() {
            return mediaType;
        }

        public String extension() {
            return extension;
        }
    }

    enum Reason {
        /** Not a JPEG, PNG, GIF or WebP picture, whatever its name says. */
        NOT_A_PICTURE,
        /** It ends before it should: the transfer was cut. */
        INCOMPLETE,
        /** It begins like a picture and cannot be drawn. */
        BROKEN,
        /** More pixels than {@link Pictures#MOST_PIXELS}. */
        TOO_MANY_PIXELS,
        /** Too many pictures at once; the same one may be sent again in a moment. */
        BUSY
    }

    /**
     * Drawn anew: upright, without metadata, nothing of the original file but its pixels.
     *
     * @param bytes the picture, its longest side at most {@link Pictures#LONGEST_SIDE}
     * @param thumb the same at most {@link Pictures#LONGEST_THUMB_SIDE}, of the same type
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Accepted(byte[] bytes, byte[] thumb, Type type, int width, int height) implements Judged {}

    record Refused(Reason reason) implements Judged {}
}
