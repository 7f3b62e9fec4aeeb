package parvis.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** There is nothing here, or nothing that this visitor may know of: one answer for both. */
public final class Missing extends ResponseStatusException {
    public Missing() {
        super(HttpStatus.NOT_FOUND);
    }
}
