package parvis.api;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The description of the API (OpenAPI 3.1), open to everybody. */
@RestController
class DescriptionController {

    @GetMapping(KeyFilter.DESCRIPTION)
    ResponseEntity<Resource> describe() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)))
                .body(new ClassPathResource("/api/openapi.json"));
    }
}
