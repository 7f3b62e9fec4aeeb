package parvis.importer;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parvis.importer.Dump.Row;

/** A first reading, which writes nothing: how much there is, who wrote any of it, which answers were accepted and when. */
final class Survey {
    static final int QUESTION = 1;
    static final int ANSWER = 2;
    private static final int ACCEPTING_VOTE = 1;

    private final BitSet writers = new BitSet();
    /** The site's own robots have numbers below nought. */
    private final Set<Integer> robots = new HashSet<>();

    private final BitSet accepted = new BitSet();
    private final Map<Integer, Instant> acceptedAt = new HashMap<>();
    private long questions;
    private long answers;
    private long comments;
    private long votes;

    static Survey of(DumpFiles files) {
        var survey = new Survey();
        Dump.read(files, DumpFiles.POSTS, survey::post);
        Dump.readIfThere(files, DumpFiles.COMMENTS, survey::comment);
        Dump.readIfThere(files, DumpFiles.VOTES, survey::vote);
        return survey;
    }

    long questions() {
        return questions;
    }

    long answers() {
        return answers;
    }

    long comments() {
        return comments;
    }

    /** Those that say more than which answer was accepted. */
    long votes() {
        return votes;
    }

    long writers() {
        return writers.cardinality() + robots.size();
    }

    boolean wrote(int user) {
        return user < 0 ? robots.contains(user) : writers.get(user);
    }

    /** When an answer was accepted; null when it was not. Dumps without votes do not say when: as soon as it was given. */
    @Nullable
    Instant accepted(int answer, Instant given) {
        return accepted.get(answer) ? acceptedAt.getOrDefault(answer, given) : null;
    }

    private void post(Row row) {
        var type = row.number("PostTypeId");
        if (type == null || (type != QUESTION && type != ANSWER)) {
            return;
        }
        if (type == QUESTION) {
            questions++;
            var kept = row.number("AcceptedAnswerId");
            if (kept != null && kept >= 0) {
                accepted.set(kept);
            }
        } else {
            answers++;
        }
        wrote(row.number("OwnerUserId"));
    }

    private void comment(Row row) {
        comments++;
        wrote(row.number("UserId"));
    }

    private void vote(Row row) {
        var type = row.number("VoteTypeId");
        var post = row.number("PostId");
        var at = row.time("CreationDate");
        if (type != null && type == ACCEPTING_VOTE && post != null && at != null) {
            acceptedAt.put(post, at);
        } else {
            votes++;
        }
    }

    private void wrote(@Nullable Integer user) {
        if (user != null && user < 0) {
            robots.add(user);
        } else if (user != null) {
            writers.set(user);
        }
    }
}
