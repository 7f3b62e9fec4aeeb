/**
 * What happens at a time: durable schedules (db-scheduler), run by one node each; and what is done as soon as it waits, by
 * threads of every node.
 *
 * <p>A module gives a {@link parvis.jobs.Housekeeping} for what it must do now and then, and has
 * {@link parvis.jobs.Workers} employ a worker for what must not wait.
 */
@ApplicationModule(displayName = "Jobs", allowedDependencies = "database")
@NullMarked
package parvis.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
