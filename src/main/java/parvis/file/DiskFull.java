package parvis.file;

import java.io.IOException;

/** There is no room left (or no quota); nothing was kept. Somebody who runs the house has to act. */
public final class DiskFull extends IOException {

    DiskFull(IOException cause) {
        super("No room left for files", cause);
    }
}
