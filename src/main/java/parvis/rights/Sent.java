package parvis.rights;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import parvis.brand.Brand;

/** Hands a file out and removes it, whether it was read to its end or not. */
final class Sent {
    private Sent() {}

    static void send(Optional<Path> file, Brand brand, HttpServletResponse response) throws IOException {
        if (file.isEmpty()) {
            response.setHeader("Retry-After", "30");
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        try {
            response.setContentType("application/zip");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + brand.slug() + "-data.zip\"");
            response.setContentLengthLong(Files.size(file.get()));
            Files.copy(file.get(), response.getOutputStream());
        } finally {
            Files.deleteIfExists(file.get());
        }
    }
}
