/**
 * What keeps a house from being lost: backups while it runs, on a schedule as well, and the way back from one.
 *
 * <p>Owns no table: it copies everybody's, as the owner of the database. The format of a backup is told in docs/backup-format.md.
 */
@ApplicationModule(
        displayName = "Keeping",
        allowedDependencies = {"database", "file", "jobs"})
@NullMarked
package parvis.keep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
