package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import parvis.web.RateLimits;
import parvis.web.Reference;
import parvis.web.Unreadable;

/** What a controller threw and Spring does not know: an answer with a status, for {@link ErrorPages} to dress. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Failures implements HandlerExceptionResolver {
    /** A request attribute: the name under which the log tells more. */
    static final String REFERENCE = "parvis.reference";

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        try {
            if (failure instanceof RateLimits.TooMany many) {
                response.setHeader("Retry-After", String.valueOf(many.seconds()));
                response.sendError(429);
            } else {
                response.sendError(told(request, failure));
            }
        } catch (IOException | IllegalStateException tooLate) {
            LOG.debug("The answer had begun, or nobody waits for it", tooLate);
        }
        return new ModelAndView();
    }

    /** Logs a failure and gives its status. */
    static int told(HttpServletRequest request, Throwable failure) {
        var unreadable = Unreadable.status(failure);
        if (unreadable.isPresent()) {
            return unreadable.getAsInt();
        }
        if (isDatabaseAway(failure)) {
            LOG.warn("A page was not served: PostgreSQL does not answer ({})", failure.getMessage());
            return 503;
        }
        var reference = Reference.next();
        request.setAttribute(REFERENCE, reference);
        // The pattern of the route, not the address: what stands in it may open something.
        var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.error("{} {} {} failed", reference, request.getMethod(), route, failure);
        return 500;
    }

    private static boolean isDatabaseAway(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof CannotCreateTransactionException) {
                return true;
            }
        }
        return false;
    }
}
