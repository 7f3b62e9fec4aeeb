package parvis.guard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is going on around the brand while a draft is read.
 *
 * @param now when it is read
 * @param incidents that are running now
 * @param mournings days on which the brand keeps silent
 * @param planned what the brand means to send out or sent out lately, this draft not among them
 * @param budget null where the brand has set none
 */
public record Moment(
        Instant now,
        List<Incident> incidents,
        List<Mourning> mournings,
        List<Planned> planned,
        @Nullable Budget budget) {

    /**
     * Something that goes wrong for people, such as a recall.
     *
     * @param concerned how many wait for an answer or a remedy; null where nobody counted
     */
    public record Incident(
            String name, Instant since, @Nullable Integer concerned) {}

    /** @param to the last of its days */
    public record Mourning(String name, LocalDate from, LocalDate to) {}

    /** @param channel as the brand calls it; null for all */
    public record Planned(String title, @Nullable String channel, Instant at) {}

    /** How rare the brand wants to be: at most so many pieces in so many days. */
    public record Budget(int pieces, int days) {
        public Budget {
            if (pieces < 1 || days < 1) {
                throw new IllegalArgumentException("A budget of " + pieces + " pieces in " + days + " days");
            }
        }
    }

    public Moment {
        incidents = List.copyOf(incidents);
        mournings = List.copyOf(mournings);
        planned = List.copyOf(planned);
    }
}
