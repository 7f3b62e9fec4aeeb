package parvis.demo.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One letter.
 *
 * @param text its plain part, cut where addresses of pages stand
 * @param html its formatted part, made safe; empty when there is none
 */
public record Letter(
        String subject, String from, String recipient, String language, Instant at, List<Piece> text, String html) {

    /** @param address a link when it is not null, with the same words */
    public record Piece(String words, @Nullable String address) {}
}
