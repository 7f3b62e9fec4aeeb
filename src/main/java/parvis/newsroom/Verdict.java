package parvis.newsroom;

import java.time.Instant;
import java.util.UUID;

/**
 * What a teammate said of a finding.
 *
 * @param subject the draft or the conversation in which they did
 * @param passage as {@link Passages} compares them; empty when the finding is about the whole
 */
public record Verdict(
        UUID id,
        UUID subject,
        String check,
        String kind,
        String passage,
        Judgement judgement,
        String reason,
        UUID teammate,
        Instant at) {}
