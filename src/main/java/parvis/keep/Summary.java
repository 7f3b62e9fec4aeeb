package parvis.keep;

import java.time.Instant;

/**
 * What a backup holds, or what came out of one.
 *
 * @param damaged files of the house whose content is no longer what their name says: they are left out
 */
public record Summary(
        Instant at,
        int tables,
        long rows,
        long files,
        long fileBytes,
        long bytes,
        boolean encrypted,
        String parvis,
        int damaged) {
    static Summary of(Manifest manifest, long bytes, boolean encrypted, int damaged) {
        return new Summary(
                manifest.at(),
                manifest.tables().size(),
                manifest.tables().stream().mapToLong(Manifest.Table::rows).sum(),
                manifest.files().count(),
                manifest.files().bytes(),
                bytes,
                encrypted,
                manifest.parvis(),
                damaged);
    }
}
