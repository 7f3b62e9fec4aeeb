package parvis.settings;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.person.Accounts;

/** A house that a test may turn upside down: no other test looks at it. */
public final class OwnHouse {

    private OwnHouse() {}

    public static Brand make(BrandCreation creation, Brands brands, Team team, Accounts accounts) {
        var at = Instant.now();
        var slug = "maison-" + UUID.randomUUID().toString().substring(0, 8);
        var id = creation.create(
                new BrandCreation.Proposal(
                        slug,
                        "Maison Essai",
                        "fr",
                        "Europe/Paris",
                        "mon-fri 09:00-18:00; holidays fr",
                        240,
                        "#dfe4ac",
                        "parvis",
                        new LocalText("Bienvenue", "Welcome"),
                        new LocalText("# Mentions", "# Notice"),
                        new LocalText("# Confidentialité", "# Privacy"),
                        List.of(slug + ".localhost"),
                        List.of()),
                at,
                How.CONSOLE);
        join(team, accounts, brands.require(id), "owner", Role.OWNER);
        join(team, accounts, brands.require(id), "manager", Role.COMMUNITY_MANAGER);
        return brands.require(id);
    }

    /** Their address is the name at the house's slug. */
    public static void join(Team team, Accounts accounts, Brand brand, String name, Role role) {
        var at = Instant.now();
        var account = accounts.of(name + "@" + brand.slug() + ".test", name, "fr", at);
        team.join(brand.id(), account.id(), name, name, role, new LocalText(name, name), name, null, at, Actor.SYSTEM);
    }
}
