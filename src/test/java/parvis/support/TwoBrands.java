package parvis.support;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Brand.LocalText;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.brand.Role;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Accepting;
import parvis.conversation.Conversation;
import parvis.conversation.Incoming;
import parvis.database.Ids;
import parvis.ledger.Actor;
import parvis.ledger.How;
import parvis.person.Accounts;
import parvis.person.Sessions;
import parvis.person.SignIn;

/** Two brands with their teams, and quick ways to ask and sign in, through the use cases of the product. */
@Component
@org.springframework.context.annotation.Lazy // once the listeners that lay a brand's foundations are there
public class TwoBrands {
    public static final String TILLEUL = "tilleul";
    public static final String NORD = "atelier-nord";
    /** Open round the clock, so that tests about other things do not depend on the hour. */
    private static final String ALWAYS = "mon-sun 00:00-24:00";

    private final BrandCreation creation;
    private final Brands brands;
    private final Team team;
    private final Accounts accounts;
    private final SignIn signIn;
    private final Accepting accepting;

    TwoBrands(
            BrandCreation creation,
            Brands brands,
            Team team,
            Accounts accounts,
            Sessions sessions,
            SignIn signIn,
            Accepting accepting) {
        this.creation = creation;
        this.brands = brands;
        this.team = team;
        this.accounts = accounts;
        this.signIn = signIn;
        this.accepting = accepting;
        make(TILLEUL, "Maison Tilleul", "fr", "#dfe4ac", "tilleul");
        make(NORD, "Atelier Nord", "en", "#c9d6df", "atelier-nord");
    }

    public Brand tilleul() {
        return brands.bySlug(TILLEUL).orElseThrow();
    }

    public Brand nord() {
        return brands.bySlug(NORD).orElseThrow();
    }

    /** owner@, manager@, expert@, colleague@ (another expert), strategist@, creative@, executive@, secretary@ and trainee@ of the brand's domain. */
    public Teammate teammate(Brand brand, String who) {
        var account = accounts.byEmail(who + "@" + brand.slug() + ".test").orElseThrow();
        return team.byAccount(brand.id(), account.id()).orElseThrow();
    }

    /** The session token of a teammate, by the first part of their address. */
    public String sessionOf(Brand brand, String who) {
        return session(brand, who + "@" + brand.slug() + ".test");
    }

    /** The session token of anybody; a new address makes a new member. */
    public String session(Brand brand, String email) {
        return signIn.enter(brand, email, "test", How.DIRECT, "127.0.0.1", Instant.now());
    }

    /** A member of the brand who has just signed in for the first time. */
    public Member member(Brand brand, String name) {
        var email = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "."
                + UUID.randomUUID().toString().substring(0, 8) + "@mel.example";
        accounts.of(email, name, brand.language(), Instant.now());
        return new Member(email, name, session(brand, email));
    }

    public record Member(String email, String name, String session) {}

    /** A public question by somebody whose address is confirmed. */
    public Conversation ask(Brand brand, Member by, String subject, String text) {
        return accepting
                .acceptNow(brand, incoming(by.name(), by.email(), subject, text, "questions"), Instant.now())
                .orElseThrow();
    }

    /** A private message by somebody whose address is confirmed. */
    public Conversation writePrivately(Brand brand, Member by, String subject, String text) {
        return accepting
                .acceptNow(brand, incoming(by.name(), by.email(), subject, text, null), Instant.now())
                .orElseThrow();
    }

    private static Incoming incoming(
            String name, String email, String subject, String text, @org.jspecify.annotations.Nullable String place) {
        return new Incoming(
                "square",
                Ids.next().toString(),
                null,
                new Incoming.From(name, email, null, true),
                subject,
                text,
                null,
                null,
                null,
                Instant.now(),
                place,
                null,
                null,
                List.of(),
                List.of(),
                false,
                "direct");
    }

    private void make(String slug, String name, String language, String colour, String seal) {
        if (brands.bySlug(slug).isPresent()) {
            return;
        }
        var at = Instant.now();
        var brand = creation.create(
                new BrandCreation.Proposal(
                        slug,
                        name,
                        language,
                        "Europe/Paris",
                        ALWAYS,
                        240,
                        colour,
                        seal,
                        new LocalText(
                                "Quelque chose cloche, ou pourrait être mieux ?",
                                "Is something wrong, or could it be better?"),
                        new LocalText("# Mentions légales de " + name, "# Legal notice of " + name),
                        new LocalText("# Confidentialité chez " + name, "# Privacy at " + name),
                        List.of(slug + ".localhost"),
                        List.of("bonjour@" + slug + ".test")),
                at,
                How.CONSOLE);
        creation.addProduct(
                brand,
                new BrandCreation.ProductProposal(
                        "robot-r2",
                        "Robot R2",
                        new LocalText("Un robot qui se répare", "A mixer you can repair"),
                        2019,
                        "robot",
                        List.of()),
                1);
        for (var who : List.of(
                "owner",
                "manager",
                "expert",
                "colleague",
                "strategist",
                "creative",
                "executive",
                "secretary",
                "trainee")) {
            var role = switch (who) {
                case "owner" -> Role.OWNER;
                case "manager" -> Role.COMMUNITY_MANAGER;
                case "strategist" -> Role.AGENCY_STRATEGIST;
                case "creative" -> Role.AGENCY_CREATIVE;
                case "executive" -> Role.EXECUTIVE;
                case "secretary" -> Role.SECRETARY;
                case "trainee" -> Role.TRAINEE;
                default -> Role.EXPERT;
            };
            var display = Character.toUpperCase(who.charAt(0)) + who.substring(1) + " de " + name;
            var account = accounts.of(who + "@" + slug + ".test", display, language, at);
            team.join(
                    brand,
                    account.id(),
                    who,
                    display,
                    role,
                    new LocalText("métier de " + who, who),
                    display,
                    null,
                    at,
                    Actor.SYSTEM);
        }
    }
}
