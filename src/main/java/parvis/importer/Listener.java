package parvis.importer;

import parvis.importer.Summary.Reason;

/** Hears how an import comes along. Whatever it throws ends the import between two batches. */
@FunctionalInterface
public interface Listener {
    void progress(Progress progress);

    /** @param where it stands at the source: a line, a number, a name */
    default void leftOut(Reason reason, String where) {}
}
