package parvis.file;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parvis.file.Judged.Reason;

/** The formats that are read, recognised and walked by their bytes: a decoder fills what is missing with grey and says nothing. */
enum Format {
    JPEG("jpeg") {
        @Override
        boolean begins(byte[] file) {
            return has(file, 0, 0xFF, 0xD8, 0xFF);
        }

        @Override
        @Nullable
        Reason fault(byte[] file) {
            int at = 2;
            for (int scans = 0; at + 4 <= file.length; ) {
                if (unsigned(file, at) != 0xFF) {
                    return Reason.BROKEN;
                }
                int marker = unsigned(file, at + 1);
                if (marker == 0xFF) {
                    at++;
                    continue;
                }
                if (marker == 0xD9) {
                    return scans > 0 ? null : Reason.BROKEN;
                }
                at += 2 + (isAlone(marker) ? 0 : big16(file, at + 2));
                if (marker == 0xDA) {
                    if (++scans > MOST_SCANS) {
                        return Reason.BROKEN;
                    }
                    at = nextMarker(file, at);
                }
            }
            return has(file, at, 0xFF, 0xD9) ? null : Reason.INCOMPLETE;
        }

        private int nextMarker(byte[] file, int from) {
            int at = from;
            while (at + 1 < file.length
                    && (unsigned(file, at) != 0xFF || file[at + 1] == 0 || isAlone(unsigned(file, at + 1)))) {
                at++;
            }
            return at;
        }

        private static boolean isAlone(int marker) {
            return (marker >= 0xD0 && marker <= 0xD7) || marker == 0x01;
        }
    },

    PNG("png") {
        @Override
        boolean begins(byte[] file) {
            return has(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
        }

        @Override
        @Nullable
        Reason fault(byte[] file) {
            long at = 8;
            while (at + 12 <= file.length) {
                if (has(file, (int) at + 4, 'I', 'E', 'N', 'D')) {
                    return null;
                }
                at += 12 + (big32(file, (int) at) & 0xFFFFFFFFL);
            }
            return Reason.INCOMPLETE;
        }
    },

    GIF("gif") {
        @Override
        boolean begins(byte[] file) {
            return has(file, 0, 'G', 'I', 'F', '8', '7', 'a') || has(file, 0, 'G', 'I', 'F', '8', '9', 'a');
        }

        /** Up to the end of the first frame, the only one that is drawn. */
        @Override
        @Nullable
        Reason fault(byte[] file) {
            int at = 13 + (file.length > 10 ? colours(file[10]) : 0);
            while (at + 10 < file.length) {
                switch (file[at]) {
                    case 0x21 -> at = afterBlocks(file, at + 2);
                    case 0x2C -> {
                        int end = afterBlocks(file, at + 11 + colours(file[at + 9]));
                        return end <= file.length ? null : Reason.INCOMPLETE;
                    }
                    default -> {
                        return Reason.BROKEN;
                    }
                }
            }
            return Reason.INCOMPLETE;
        }

        private static int colours(byte flags) {
            return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
        }

        private static int afterBlocks(byte[] file, int from) {
            int at = from;
            while (at < file.length && file[at] != 0) {
                at += 1 + unsigned(file, at);
            }
            return at + 1;
        }
    },

    WEBP("webp") {
        @Override
        boolean begins(byte[] file) {
            return has(file, 0, 'R', 'I', 'F', 'F') && has(file, 8, 'W', 'E', 'B', 'P');
        }

        @Override
        @Nullable
        Reason fault(byte[] file) {
            long end = (Integer.reverseBytes(big32(file, 4)) & 0xFFFFFFFFL) + 8;
            return end <= file.length ? null : Reason.INCOMPLETE;
        }
    };

    /** A progressive JPEG may ask for the whole picture to be gone over thousands of times; cameras do it about ten times. */
    private static final int MOST_SCANS = 64;

    private final String reader;

    Format(String reader) {
        this.reader = reader;
    }

    static Optional<Format> of(byte[] file) {
        for (var format : values()) {
            if (format.begins(file)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    abstract boolean begins(byte[] file);

    /** Why it need not be decoded, or null when nothing is missing up to its end; what follows that is never read. */
    abstract @Nullable Reason fault(byte[] file);

    String reader() {
        return reader;
    }

    private static boolean has(byte[] file, int at, int... bytes) {
        if (at < 0 || at + bytes.length > file.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (unsigned(file, at + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static int unsigned(byte[] file, int at) {
        return file[at] & 0xFF;
    }

    private static int big16(byte[] file, int at) {
        return unsigned(file, at) << 8 | unsigned(file, at + 1);
    }

    private static int big32(byte[] file, int at) {
        return big16(file, at) << 16 | big16(file, at + 2);
    }
}
