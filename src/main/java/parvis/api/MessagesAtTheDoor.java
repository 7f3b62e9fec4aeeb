package parvis.api;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.util.function.SingletonSupplier;
import parvis.conversation.Accepting;
import parvis.conversation.Accepting.Outcome.Accepted;
import parvis.web.RateLimits;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes messages of programs before the server has looked for whoever else could: no other request comes so often, and what stands
 * between costs more than taking one. It takes what is right; whatever is not goes on to {@link MessageController}, which does
 * the same and says what is wrong.
 */
@Component
@Order // after what tells where a request comes from
final class MessagesAtTheDoor implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
    /** Longer ones take their time anyway. */
    private static final int LONGEST = 64 * 1024;

    private static final String SECURE_FOR = "max-age=31536000 ; includeSubDomains";
    /** Those of {@link ApiSecurity}. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-XSS-Protection", "0",
            "X-Frame-Options", "DENY",
            "Content-Security-Policy", ApiSecurity.POLICY,
            "Vary", "accept-encoding");

    /** Made when the first message comes: the server is made before what it serves. */
    private record Taking(Entrance entrance, Accepting accepting, JsonMapper json, Clock clock) {
        /** Empty when somebody else is to say what is wrong. */
        Optional<Accepted> take(Request request, byte[] body) {
            try {
                var caller = entrance.caller(request);
                caller.needs(Scope.MESSAGES_WRITE);
                var now = clock.instant();
                var incoming = MessageController.incoming(Body.of(body, json), now);
                return accepting.accept(caller.brand(), incoming, now) instanceof Accepted accepted
                        ? Optional.of(accepted)
                        : Optional.empty();
            } catch (Refusal | RateLimits.TooMany | DataAccessException | TransactionException wrong) {
                return Optional.empty();
            }
        }
    }

    private final SingletonSupplier<Taking> taking;

    MessagesAtTheDoor(
            ObjectProvider<Entrance> entrance,
            ObjectProvider<Accepting> accepting,
            ObjectProvider<JsonMapper> json,
            ObjectProvider<Clock> clock) {
        this.taking = SingletonSupplier.of(
                () -> new Taking(entrance.getObject(), accepting.getObject(), json.getObject(), clock.getObject()));
    }

    @Override
    public void customize(ConfigurableTomcatWebServerFactory factory) {
        factory.addEngineValves(new Door(taking));
    }

    private static final class Door extends ValveBase {
        private final SingletonSupplier<Taking> taking;

        Door(SingletonSupplier<Taking> taking) {
            super(true);
            this.taking = taking;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            if (isMessage(request)) {
                var body = request.getInputStream().readNBytes(LONGEST);
                var accepted = taking.obtain().take(request, body);
                if (accepted.isPresent()) {
                    acknowledge(request, response, accepted.get());
                    return;
                }
                request.setAttribute(Body.READ, body);
            }
            getNext().invoke(request, response);
        }

        private static boolean isMessage(Request request) {
            var length = request.getContentLengthLong();
            var type = request.getContentType();
            return request.getRequestURI().equals(MessageController.MESSAGES)
                    && request.getMethod().equals("POST")
                    && request.getQueryString() == null
                    && request.getHeader("Authorization") != null
                    && request.getHeader("Expect") == null // whoever waits to be asked for the body is asked by others
                    && length >= 0
                    && length <= LONGEST
                    && (type == null || Body.isJson(type));
        }

        private static void acknowledge(Request request, Response response, Accepted accepted) throws IOException {
            response.setStatus(accepted.isNew() ? HttpServletResponse.SC_ACCEPTED : HttpServletResponse.SC_OK);
            HEADERS.forEach(response::setHeader);
            if (request.isSecure()) {
                response.setHeader("Strict-Transport-Security", SECURE_FOR);
            }
            response.setHeader("Location", MessageController.MESSAGES + "/" + accepted.id());
            response.setContentType("application/json");
            var body = body(accepted.id());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }

        private static byte[] body(UUID id) {
            return ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.US_ASCII);
        }
    }
}
