package parvis.brand;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who is away at one moment, and who has what is theirs: whoever they named, or whoever that one named who is away too. Where this
 * leads to nobody who answers people, it is the whole team's.
 */
public final class Away {
    private final Map<UUID, Absence> absences;
    private final Map<UUID, Teammate> team;

    /** @param holding the absences that hold, one of each colleague at most */
    public Away(List<Absence> holding, List<Teammate> team) {
        this.absences =
                holding.stream().collect(Collectors.toMap(a -> a.teammate().value(), a -> a, (one, other) -> one));
        this.team = team.stream().collect(Collectors.toMap(t -> t.id().value(), t -> t));
    }

    public Set<UUID> everybody() {
        return absences.keySet();
    }

    public Optional<Absence> of(UUID teammate) {
        return Optional.ofNullable(absences.get(teammate));
    }

    /** Who answers for this colleague: themselves when they are here, else whoever stands in; empty for whoever of the team. */
    public Optional<Teammate> inCharge(UUID teammate) {
        var asked = new HashSet<UUID>();
        var who = teammate;
        while (asked.add(who)) {
            var absence = absences.get(who);
            if (absence == null) {
                return Optional.ofNullable(team.get(who)).filter(t -> t.may(Permission.ANSWER_OWN));
            }
            if (absence.standIn() == null) {
                return Optional.empty();
            }
            who = absence.standIn();
        }
        return Optional.empty();
    }

    /** Who decides what only this colleague could, were they here. */
    public List<Teammate> decideFor(UUID teammate) {
        return inCharge(teammate)
                .map(List::of)
                .orElseGet(() -> team.values().stream()
                        .filter(t -> t.may(Permission.ANSWER_ANY) && !absences.containsKey(t.id().value()))
                        .toList());
    }

    /** The colleagues who are away and for whom this one decides. */
    public Set<UUID> coveredBy(Teammate who) {
        return absences.keySet().stream()
                .filter(absent -> decideFor(absent).stream().anyMatch(t -> t.id().equals(who.id())))
                .collect(Collectors.toSet());
    }
}
