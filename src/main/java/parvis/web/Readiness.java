package parvis.web;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /health}: 200 only when everything works that people would miss, else 503 with what is missing. */
@RestController
public class Readiness {
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final Map<String, BooleanSupplier> required = new ConcurrentHashMap<>();
    private final JdbcClient db;

    public Readiness(JdbcClient db) {
        this.db = db;
    }

    /** Something must be done before this node is ready. */
    public void await(String what) {
        awaited.add(what);
    }

    public void done(String what) {
        awaited.remove(what);
    }

    /** Something that must work for as long as this node runs. */
    public void require(String what, BooleanSupplier works) {
        required.put(what, works);
    }

    @GetMapping("/health")
    ResponseEntity<Map<String, Object>> health() {
        if (!awaited.isEmpty()) {
            return answer(
                    503,
                    Map.of(
                            "status",
                            "starting",
                            "waitingFor",
                            awaited.stream().sorted().toList()));
        }
        var broken = required.entrySet().stream()
                .filter(entry -> !entry.getValue().getAsBoolean())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!broken.isEmpty()) {
            return answer(503, Map.of("status", "down", "waitingFor", broken));
        }
        try {
            db.sql("select 1").query(Integer.class).single();
            return answer(200, Map.of("status", "up"));
        } catch (org.springframework.dao.DataAccessException e) {
            return answer(503, Map.of("status", "down", "waitingFor", java.util.List.of("database")));
        }
    }

    private static ResponseEntity<Map<String, Object>> answer(int status, Map<String, Object> body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                // whatever it says that it reads: a probe is answered
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }
}
