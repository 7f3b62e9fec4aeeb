package parvis.person;

import java.util.Optional;
import java.util.UUID;
import parvis.brand.Absence;
import parvis.brand.Away;
import parvis.brand.Teammate;
import parvis.web.Shell;

/** Who is away, in words for colleagues. */
public final class AwayWords {
    private final Away away;
    private final Shell shell;

    public AwayWords(Away away, Shell shell) {
        this.away = away;
        this.shell = shell;
    }

    /** That they are away, until when, and who has what is theirs; empty for whoever is here. */
    public Optional<String> of(Teammate teammate) {
        return away.of(id(teammate))
                .map(absence -> away.inCharge(id(teammate))
                        .map(other -> shell.t("away.by", last(absence), other.name()))
                        .orElseGet(() -> shell.t("away.queue", last(absence))));
    }

    /** A name as it stands in a list of those to whom something is given. */
    public String named(Teammate teammate) {
        var words = teammate.name() + ", " + teammate.title().in(shell.language());
        return of(teammate).map(said -> words + " · " + said).orElse(words);
    }

    private String last(Absence absence) {
        return shell.times()
                .day(absence.last().atStartOfDay(shell.times().zone()).toInstant());
    }

    private static UUID id(Teammate teammate) {
        return teammate.id().value();
    }
}
