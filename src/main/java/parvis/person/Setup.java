package parvis.person;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.text.Slug;
import parvis.web.Words;

/**
 * The first brand and its owner, made by whoever holds the link that the console prints. The link is this process's, opens
 * nothing once there is a brand, and is never kept.
 */
@Component
public class Setup {
    private static final int PROMISE_MINUTES = 4 * 60;

    /** What the form asks for, checked. @param colour as {@code #rrggbb} */
    public record Wish(String brand, String colour, String language, String name, String email) {}

    private final String token = Secrets.next();
    private final String base;
    private final Brands brands;
    private final BrandCreation creation;
    private final Team team;
    private final Accounts accounts;
    private final SignIn signIn;
    private final Transactions transactions;

    Setup(
            @Value("${parvis.base-url:http://localhost:8080}") String base,
            Brands brands,
            BrandCreation creation,
            Team team,
            Accounts accounts,
            SignIn signIn,
            Transactions transactions) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.brands = brands;
        this.creation = creation;
        this.team = team;
        this.accounts = accounts;
        this.signIn = signIn;
        this.transactions = transactions;
    }

    /** The whole address, for the console. */
    public String link() {
        return base + "/setup/" + token;
    }

    boolean isNeeded() {
        return brands.all().isEmpty();
    }

    boolean opens(String given) {
        return isNeeded()
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes the brand and its owner, both or neither, and signs the owner in. Asked twice at once, only the first time:
     * the second finds that there is a brand.
     *
     * @return the token of the owner's session, or empty when there is a brand already
     */
    synchronized Optional<String> create(Wish wish, String agent, String origin, Instant at) {
        if (!isNeeded()) {
            return Optional.empty();
        }
        var session = transactions.shared(() -> {
            var id = creation.create(proposal(wish, List.of()), at, How.DIRECT);
            own(id, wish, at);
            return signIn.enter(brands.require(id), wish.email(), agent, How.DIRECT, origin, at);
        });
        return Optional.of(session);
    }

    /**
     * Another brand beside those there are, and its owner; all or nothing.
     *
     * @param host at which it answers, in lower case
     * @return empty when another answers there, or is called so
     */
    public Optional<BrandId> add(Wish wish, String host, How how, Instant at) {
        try {
            return Optional.of(transactions.shared(() -> {
                var id = creation.create(proposal(wish, List.of(host)), at, how);
                own(id, wish, at);
                return id;
            }));
        } catch (DuplicateKeyException another) {
            return Optional.empty();
        }
    }

    private void own(BrandId id, Wish wish, Instant at) {
        var account = accounts.of(wish.email(), wish.name(), wish.language(), at);
        team.join(
                id,
                account.id(),
                Slug.of(firstName(wish.name())),
                wish.name(),
                Role.OWNER,
                new LocalText(
                        Words.in("fr").t("setup.owner.title"), Words.in("en").t("setup.owner.title")),
                firstName(wish.name()) + ", " + wish.brand(),
                null,
                at,
                Actor.SYSTEM);
    }

    private static BrandCreation.Proposal proposal(Wish wish, List<String> hosts) {
        var french = wish.language().equals("fr");
        return new BrandCreation.Proposal(
                Slug.of(wish.brand()),
                wish.brand(),
                wish.language(),
                french ? "Europe/Paris" : "Europe/London",
                french ? "mon-fri 09:00-18:00; holidays fr" : "mon-fri 09:00-18:00",
                PROMISE_MINUTES,
                wish.colour(),
                "parvis",
                new LocalText(Words.in("fr").t("setup.facade"), Words.in("en").t("setup.facade")),
                starter("legal", wish.brand()),
                starter("privacy", wish.brand()),
                hosts,
                List.of());
    }

    private static LocalText starter(String text, String brand) {
        return new LocalText(starter(text, "fr", brand), starter(text, "en", brand));
    }

    private static String starter(String text, String language, String brand) {
        try {
            return new ClassPathResource("/starter/" + text + "." + language + ".md")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace("{brand}", brand);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstName(String name) {
        return name.strip().split("\\s+")[0];
    }
}
