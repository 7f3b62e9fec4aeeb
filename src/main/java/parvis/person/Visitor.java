package parvis.person;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.ledger.Actor;
import parvis.ledger.How;

/**
 * Who makes this request, at this brand: somebody signed in, as a member or as a teammate, or a reader whom we do not know.
 *
 * @param person their person here, null for a teammate and for a reader
 */
public record Visitor(
        @Nullable Account account,
        @Nullable Person person,
        @Nullable Teammate teammate,
        How how,
        String address) {
    /** Anybody who is not signed in, from nowhere: sees what everybody may. */
    public static final Visitor NOBODY = new Visitor(null, null, null, How.DIRECT, "");

    public boolean isSignedIn() {
        return account != null;
    }

    /** Whether they read what is for members: whoever is signed in, but for an agency, which sees what was opened to it. */
    public boolean isMember() {
        return teammate == null ? isSignedIn() : teammate.may(Permission.SEE_DESK);
    }

    public boolean isTeam() {
        return teammate != null;
    }

    public boolean may(Permission permission) {
        return teammate != null && teammate.may(permission);
    }

    public Optional<Teammate> asTeammate() {
        return Optional.ofNullable(teammate);
    }

    public Actor actor() {
        if (teammate != null) {
            return Actor.teammate(teammate.id().value());
        }
        return person != null ? Actor.person(person.id().value()) : Actor.READER;
    }

    public boolean isPerson(@Nullable UUID id) {
        return person != null && person.id().value().equals(id);
    }

    /** Whom limits count: an account where there is one, else an address of the network. */
    public String source() {
        return account != null ? account.id().toString() : address;
    }
}
