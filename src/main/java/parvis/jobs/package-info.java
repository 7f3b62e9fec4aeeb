/**
 * What happens at a time: durable schedules (db-scheduler), run by one node each.
 *
 * <p>A module gives a {@link parvis.jobs.Housekeeping} for what it must do now and then.
 */
@ApplicationModule(displayName = "Jobs", allowedDependencies = "database")
@NullMarked
package parvis.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
