package parvis.demo;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import parvis.brand.Role;

/** Everybody who takes part in the demo. All of them are invented; their addresses can receive no mail. */
final class Cast {
    /** {@code brands} are the slugs that the person works for; {@code until} is the hour until which they answer. */
    record Teammate(
            String key,
            List<String> brands,
            Role role,
            String firstName,
            String lastName,
            String titleFr,
            String titleEn,
            String email,
            String signatureFr,
            String signatureEn,
            String until) {}

    record Member(
            String key,
            String firstName,
            String lastName,
            String handle,
            String email,
            String city,
            String language,
            int since) {}

    record Agency(String slug, String name, List<Teammate> people) {}

    static final List<Teammate> TILLEUL = List.of(
            tilleul("claire", Role.OWNER, "Claire", "Vasseur", "fondatrice et directrice", "founder and director", 18),
            tilleul(
                    "maud",
                    Role.COMMUNITY_MANAGER,
                    "Maud",
                    "Lestrade",
                    "responsable de la place",
                    "square manager",
                    17),
            tilleul(
                    "hugo",
                    Role.COMMUNITY_MANAGER,
                    "Hugo",
                    "Fabre",
                    "accueil et commandes",
                    "orders and deliveries",
                    18),
            tilleul("nadia", Role.EXPERT, "Nadia", "Berrada", "technicienne après-vente", "after-sales technician", 17),
            tilleul("karim", Role.EXPERT, "Karim", "Djebbar", "responsable qualité", "head of quality", 18),
            tilleul("julien", Role.EXPERT, "Julien", "Mercadier", "chef de produit", "product manager", 18),
            tilleul("thomas", Role.EXPERT, "Thomas", "Viel", "bureau d'études", "design office", 17),
            tilleul("erwan", Role.EXPERT, "Erwan", "Quéré", "atelier de Nantes", "Nantes workshop", 18),
            tilleul("noe", Role.TRAINEE, "Noé", "Lambert", "stagiaire à l'accueil", "trainee in customer care", 17));

    static final List<Teammate> ATELIER_NORD = List.of(
            nord("jeanne", Role.OWNER, "Jeanne", "Wattel", "fondatrice", "founder", 17),
            nord("arnaud", Role.COMMUNITY_MANAGER, "Arnaud", "Deschamps", "accueil et commandes", "customer care", 17),
            nord("britt", Role.EXPERT, "Britt", "Maes", "cheffe d'atelier", "head of the workshop", 16));

    static final Agency CORBEAU = new Agency(
            "agence-corbeau",
            "Agence Corbeau & Fils",
            List.of(
                    corbeau("ines", Role.AGENCY_STRATEGIST, "Inès", "Pastor", "stratège", "strategist"),
                    corbeau("lucas", Role.AGENCY_CREATIVE, "Lucas", "Amiel", "concepteur", "creative")));

    static final List<Member> MEMBERS = List.of(
            french("helene", "Hélène", "Caradec", "helene-c", "Nantes", 2023),
            french("gaspard", "Gaspard", "Rolland", "gaspard-r", "Angers", 2021),
            french("leonie", "Léonie", "Ricard", "leonie-r", "Rennes", 2022),
            french("bastien", "Bastien", "Lormeau", "bastien-l", "Clermont-Ferrand", 2024),
            french("paul-henri", "Paul-Henri", "Estève", "paul-henri", "Dijon", 2020),
            french("aicha", "Aïcha", "Mansouri", "aicha-m", "Lille", 2024),
            french("joelle", "Joëlle", "Tessier", "joelle-t", "Créteil", 2022),
            french("samir", "Samir", "Kaddour", "samir-k", "Marseille", 2021),
            french("yvonne", "Yvonne", "Delmas", "yvonne-d", "Cahors", 2020),
            french("mireille", "Mireille", "Tournier", "mireille-t", "Le Puy-en-Velay", 2021),
            french("odette", "Odette", "Garrigue", "odette-g", "Figeac", 2025),
            french("mathilde", "Mathilde", "Aubry", "mathilde-a", "Tours", 2022),
            french("karine", "Karine", "Lopez", "karine-l", "Toulouse", 2023),
            french("etienne", "Étienne", "Garnier", "etienne-g", "Strasbourg", 2022),
            french("fatou", "Fatou", "Diallo", "fatou-d", "Saint-Denis", 2024),
            french("luc", "Luc", "Ferrand", "luc-f", "Grenoble", 2020),
            french("chantal", "Chantal", "Morvan", "chantal-m", "Brest", 2021),
            french("quentin", "Quentin", "Dubreuil", "quentin-d", "Bordeaux", 2025),
            french("nour", "Nour", "Haddad", "nour-h", "Lyon", 2023),
            french("bernard", "Bernard", "Coste", "bernard-c", "Limoges", 2020),
            french("solene", "Solène", "Kerjean", "solene-k", "Lorient", 2022),
            french("victor", "Victor", "Peltier", "victor-p", "Paris", 2024),
            french("agathe", "Agathe", "Simonin", "agathe-s", "Besançon", 2023),
            french("rene", "René", "Blanchet", "rene-b", "Bourges", 2020),
            french("max", "Max", "Delorme", "max-bons-plans", "Nice", 2025),
            english("emily", "Emily", "Hartley", "emily-h", "Leeds", 2024),
            english("tom", "Tom", "Beckett", "tom-b", "Bristol", 2023),
            english("fiona", "Fiona", "MacRae", "fiona-m", "Glasgow", 2025),
            english("declan", "Declan", "Byrne", "declan-b", "Cork", 2025),
            english("priya", "Priya", "Nair", "priya-n", "London", 2024));

    private Cast() {}

    static Optional<Member> member(String key) {
        return MEMBERS.stream().filter(member -> member.key().equals(key)).findFirst();
    }

    static Optional<Teammate> teammate(String key) {
        return Stream.of(TILLEUL, ATELIER_NORD, CORBEAU.people())
                .flatMap(List::stream)
                .filter(teammate -> teammate.key().equals(key))
                .findFirst();
    }

    /** The brand's own people, then its agency's. */
    static List<Teammate> teamOf(String brand) {
        return Stream.of(TILLEUL, ATELIER_NORD, CORBEAU.people())
                .flatMap(List::stream)
                .filter(teammate -> teammate.brands().contains(brand))
                .toList();
    }

    private static Teammate tilleul(
            String key, Role role, String firstName, String lastName, String titleFr, String titleEn, int until) {
        return teammate(key, List.of("tilleul"), role, firstName, lastName, titleFr, titleEn, "tilleul.test", until);
    }

    private static Teammate nord(
            String key, Role role, String firstName, String lastName, String titleFr, String titleEn, int until) {
        return teammate(
                key, List.of("atelier-nord"), role, firstName, lastName, titleFr, titleEn, "atelier-nord.test", until);
    }

    private static Teammate corbeau(
            String key, Role role, String firstName, String lastName, String titleFr, String titleEn) {
        var brands = List.of("tilleul", "atelier-nord");
        return teammate(key, brands, role, firstName, lastName, titleFr, titleEn, "corbeau.test", 18);
    }

    private static Teammate teammate(
            String key,
            List<String> brands,
            Role role,
            String firstName,
            String lastName,
            String titleFr,
            String titleEn,
            String domain,
            int until) {
        var title = Typography.french(titleFr);
        return new Teammate(
                key,
                brands,
                role,
                firstName,
                lastName,
                title,
                titleEn,
                key + "@" + domain,
                firstName + ", " + title,
                firstName + ", " + titleEn,
                until + ":00");
    }

    private static Member french(String key, String firstName, String lastName, String handle, String city, int since) {
        return new Member(key, firstName, lastName, handle, handle + "@mel.example", city, "fr", since);
    }

    private static Member english(
            String key, String firstName, String lastName, String handle, String city, int since) {
        return new Member(key, firstName, lastName, handle, handle + "@mel.example", city, "en", since);
    }
}
