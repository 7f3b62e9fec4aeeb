package parvis.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Whoever asks is known, and this is not theirs to do. */
public final class NotAllowed extends ResponseStatusException {
    public NotAllowed() {
        super(HttpStatus.FORBIDDEN);
    }
}
