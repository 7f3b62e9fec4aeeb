package parvis.brand;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whole addresses of pages, for letters and the console, where no request tells the host. */
@Component
public class Addresses {
    private final URI base;
    private final Brands brands;

    /** @param base where the first brand answers, as the world sees it */
    Addresses(@Value("${parvis.base-url:http://localhost:8080}") String base, Brands brands) {
        this.base = URI.create(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
        this.brands = brands;
    }

    /** Where the first brand answers, whichever hosts it has. */
    public String baseHost() {
        return String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
    }

    /** Whether it answers where a host names none. */
    public boolean isFirst(Brand brand) {
        return brands.first().equals(Optional.of(brand.id()));
    }

    /** @param path begins with a slash */
    public String of(Brand brand, String path) {
        if (brand.hosts().isEmpty() || (isFirst(brand) && !brands.hasMain(brand.id()))) {
            return base + path;
        }
        var port = base.getPort() < 0 ? "" : ":" + base.getPort();
        return base.getScheme() + "://" + brand.hosts().getFirst() + port + path;
    }
}
