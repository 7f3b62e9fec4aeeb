package parvis.file;

import java.io.IOException;

/** More bytes came than were allowed; nothing was kept. */
public final class TooLarge extends IOException {

    private final long limit;

    TooLarge(long limit) {
        super("More than " + limit + " bytes");
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
