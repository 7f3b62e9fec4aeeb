package parvis.change;

import java.util.Collection;
import java.util.UUID;
import parvis.database.BrandId;

/**
 * Hears of a change that this node made, after its commit and before whoever made it gets an answer: for what must never be
 * shown to its writer as it was. Called by the writer's thread, which it must not keep. The feed tells the same again.
 */
public interface ChangedHere {
    void changedHere(BrandId brand, Change.Kind kind, Collection<UUID> ids);
}
