/**
 * What people may find: a Lucene index of this node, fed by the change log, made anew from PostgreSQL whenever it is
 * missing, damaged or too old. Nobody writes to it; {@link parvis.search.Search} answers.
 */
@ApplicationModule(
        displayName = "Search",
        allowedDependencies = {"database", "jobs", "change", "text", "web", "brand", "conversation"})
@NullMarked
package parvis.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
