package parvis.importer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.ledger.How;

/** A brand of one's own, in which nothing has been said yet. */
public final class House {
    private House() {}

    public static Brand make(BrandCreation creation, Brands brands) {
        var slug = "maison-" + UUID.randomUUID().toString().substring(0, 8);
        return brands.require(creation.create(
                new BrandCreation.Proposal(
                        slug,
                        "Maison " + slug,
                        "fr",
                        "Europe/Paris",
                        "mon-fri 09:00-17:00",
                        60,
                        "#dfe4ac",
                        "tilleul",
                        new LocalText("Bonjour", "Hello"),
                        new LocalText("", ""),
                        new LocalText("", ""),
                        List.of(slug + ".localhost"),
                        List.of("bonjour@" + slug + ".test")),
                Instant.now(),
                How.CONSOLE));
    }
}
