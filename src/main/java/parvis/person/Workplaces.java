package parvis.person;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brands;

/** The houses at which somebody works, by name; remembered for some seconds. */
@Component
public class Workplaces {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Brands brands;
    private final Cache<UUID, List<Brand>> remembered = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    Workplaces(Brands brands) {
        this.brands = brands;
    }

    public List<Brand> of(UUID account) {
        return remembered.get(
                account,
                whose -> brands.ofAccount(whose).stream()
                        .map(brands::require)
                        .sorted(Comparator.comparing(Brand::name))
                        .toList());
    }
}
