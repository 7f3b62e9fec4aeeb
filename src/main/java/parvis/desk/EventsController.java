package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import parvis.person.SessionCookie;
import parvis.web.NotAllowed;

/** The line by which an open desk hears of changes. It holds a virtual thread while it lasts, and nothing else. */
@Controller
class EventsController {
    private final LiveUpdates updates;

    EventsController(LiveUpdates updates) {
        this.updates = updates;
    }

    @GetMapping("/desk/events")
    void listen(Visit visit, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var session = SessionCookie.fingerprint(request).orElseThrow(NotAllowed::new);
        response.setContentType("text/event-stream;charset=UTF-8");
        // a proxy that collects answers would keep the news to itself
        response.setHeader("X-Accel-Buffering", "no");
        var out = response.getOutputStream();
        var taken = updates.keep(visit.brand(), visit.me().account(), session, text -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        });
        if (!taken) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "30");
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }
}
