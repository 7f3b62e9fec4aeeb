package parvis.outbound;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of asking. */
public sealed interface Reply {

    /** @param permanent whether the old address is to be forgotten (301, 308) */
    record Hop(URI from, int status, URI to) {
        public boolean permanent() {
            return status == 301 || status == 308;
        }
    }

    /**
     * Somebody answered, with whatever status.
     *
     * @param at the last address, where redirects led
     * @param headers by their names in lower case, the first of each
     * @param body unpacked; empty when only the head was asked for
     */
    record Got(int status, URI at, List<Hop> hops, Map<String, String> headers, byte[] body) implements Reply {
        public Got {
            hops = List.copyOf(hops);
            headers = Map.copyOf(headers);
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        @Override
        public Outcome outcome() {
            return switch (status) {
                case 304, 408, 425, 429, 500, 502, 503, 504 -> status == 304 ? Outcome.DONE : Outcome.RETRY;
                default -> status / 100 == 2 ? Outcome.DONE : status / 100 == 5 ? Outcome.RETRY : Outcome.FINAL;
            };
        }
    }

    /**
     * Nothing came.
     *
     * @param at where it failed; null when that was no address
     * @param detail for the log
     * @param retryAt not before then, when somebody said so
     */
    record Failed(
            Reason reason,
            @Nullable URI at,
            String detail,
            @Nullable Instant retryAt) implements Reply {
        @Override
        public Outcome outcome() {
            return reason.outcome();
        }
    }

    Outcome outcome();
}
