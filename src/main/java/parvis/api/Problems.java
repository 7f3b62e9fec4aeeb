package parvis.api;

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
import org.springframework.transaction.TransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import parvis.web.Languages;
import parvis.web.Problem;
import parvis.web.Problem.Kind;
import parvis.web.RateLimits;
import parvis.web.Reference;
import parvis.web.Unreadable;
import parvis.web.Words;
import tools.jackson.databind.json.JsonMapper;

/** Whatever goes wrong under {@code /api} becomes a problem that a program can read. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class Problems implements HandlerExceptionResolver {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!request.getRequestURI().startsWith("/api/")) {
            return null;
        }
        try {
            answer(request, response, failure);
        } catch (IOException theCallerIsGone) {
            LOG.debug("Nobody waits for the answer any more", theCallerIsGone);
        }
        return new ModelAndView();
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Exception failure) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        var problem = problem(request, failure, Words.in(Languages.asked(request)));
        switch (problem.kind()) {
            case UNAUTHORIZED -> response.setHeader("WWW-Authenticate", "Bearer realm=\"parvis\"");
            case TOO_MANY ->
                response.setHeader(
                        "Retry-After",
                        String.valueOf(failure instanceof RateLimits.TooMany many ? many.seconds() : 60));
            case UNAVAILABLE -> response.setHeader("Retry-After", "1");
            case METHOD -> {
                if (failure instanceof HttpRequestMethodNotSupportedException wrong
                        && wrong.getSupportedMethods() != null) {
                    response.setHeader("Allow", String.join(", ", wrong.getSupportedMethods()));
                }
            }
            default -> {}
        }
        problem.write(response, json);
    }

    private static Problem problem(HttpServletRequest request, Exception failure, Words words) {
        return switch (failure) {
            case Refusal refusal -> refusal.in(words);
            case RateLimits.TooMany many -> Problem.of(Kind.TOO_MANY, words);
            // An id that cannot be one is an id of nothing.
            case MethodArgumentTypeMismatchException mismatch -> Problem.of(Kind.NOT_FOUND, words);
            case ErrorResponse known
            when known.getStatusCode().is4xxClientError() ->
                Problem.of(Kind.of(known.getStatusCode().value()), words);
            case DataAccessResourceFailureException down -> unavailable(words, down);
            case TransientDataAccessException busy -> unavailable(words, busy);
            case TransactionException down -> unavailable(words, down);
            default -> {
                var unreadable = Unreadable.status(failure);
                yield unreadable.isPresent()
                        ? Problem.of(Kind.of(unreadable.getAsInt()), words)
                        : broken(request, failure, words);
            }
        };
    }

    private static Problem unavailable(Words words, Exception failure) {
        LOG.warn("A call of the API was not served: PostgreSQL does not answer ({})", failure.getMessage());
        return Problem.of(Kind.UNAVAILABLE, words);
    }

    private static Problem broken(HttpServletRequest request, Exception failure, Words words) {
        var reference = Reference.next();
        // The pattern of the route, not the address: what stands in it belongs to somebody.
        var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        LOG.error("{} {} {} failed", reference, request.getMethod(), route, failure);
        return Problem.of(Kind.BROKEN, words, words.t("problem.reference", reference));
    }
}
