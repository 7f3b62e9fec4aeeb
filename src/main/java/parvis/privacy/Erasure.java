package parvis.privacy;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** One erasure under way: what holders asked earlier tell those asked later. */
public final class Erasure {
    private final Instant at;
    private final Names names;
    private final Set<UUID> goneConversations = new LinkedHashSet<>();
    private final Set<UUID> keptConversations = new LinkedHashSet<>();
    private final Set<UUID> changedConversations = new LinkedHashSet<>();
    private final Set<UUID> messages = new LinkedHashSet<>();
    private final Set<String> files = new LinkedHashSet<>();

    public Erasure(Instant at, Names names) {
        this.at = at;
        this.names = names;
    }

    public Instant at() {
        return at;
    }

    public Names names() {
        return names;
    }

    /** Conversations that are no more. */
    public Set<UUID> goneConversations() {
        return goneConversations;
    }

    /** Public ones in which they wrote and which stay, without the name. */
    public Set<UUID> keptConversations() {
        return keptConversations;
    }

    /** Others in which they were named, or written to. */
    public Set<UUID> changedConversations() {
        return changedConversations;
    }

    /** Messages of theirs, to them, or in conversations of theirs, whatever becomes of them: what these came from goes. */
    public Set<UUID> messages() {
        return messages;
    }

    /** Contents of the file store to which rows referred that are no more. */
    public Set<String> files() {
        return files;
    }

    /** Every conversation whose letters may name them. */
    public Set<UUID> conversations() {
        var all = new LinkedHashSet<>(goneConversations);
        all.addAll(keptConversations);
        all.addAll(changedConversations);
        return all;
    }
}
