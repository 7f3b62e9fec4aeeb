package parvis.brand;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import parvis.web.Missing;

/** The brand's colours as a sheet of their own, since no style may stand in a page. */
@RestController
class ThemeController {

    @GetMapping("/theme-{hash}.css")
    ResponseEntity<String> sheet(Brand brand, @PathVariable String hash) {
        if (!hash.equals(brand.colour().hash())) {
            throw new Missing();
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", java.nio.charset.StandardCharsets.UTF_8))
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .body(brand.colour().css());
    }
}
