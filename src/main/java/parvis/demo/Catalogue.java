package parvis.demo;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import parvis.clock.BusinessHours;

/** The two fictional houses and what they sell. */
final class Catalogue {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /**
     * What a house says of itself on its square; {@code houseColour} is the one colour that is its own, {@code hours} are in the
     * text form of {@link parvis.clock.BusinessHours}.
     */
    record Brand(
            String slug,
            String name,
            String mail,
            String hours,
            String houseColour,
            String facadeFr,
            String facadeEn,
            String askExampleFr,
            String askExampleEn,
            List<Product> products) {

        BusinessHours businessHours() {
            return BusinessHours.parse(hours, ZONE);
        }
    }

    record Product(String slug, String name, int since, String taglineFr, String taglineEn, List<Fact> facts) {}

    record Fact(String labelFr, String valueFr, String labelEn, String valueEn) {}

    private static final String FACADE_FR = Typography.french("Quelque chose cloche, ou pourrait être mieux ?");
    private static final String FACADE_EN = "Is something wrong, or could it be better?";

    private static final Product ROBOT = product(
            "robot-r2",
            "Robot R2",
            2019,
            "Un robot pâtissier dont chaque pièce se remplace avec un Torx 20.",
            "A stand mixer whose every part is replaced with a Torx 20.",
            fact("Pièces", "garanties jusqu'en 2041", "Parts", "guaranteed until 2041"),
            fact("Garantie", "cinq ans, puis atelier à prix coûtant", "Warranty", "five years, then repairs at cost"),
            fact("Bol et pâte", "4,6 L ; 1,2 kg de pâte au plus", "Bowl and dough", "4.6 L; 1.2 kg of dough at most"),
            fact("Moteur", "550 W, dix vitesses", "Motor", "550 W, ten speeds"),
            fact(
                    "Pièces courantes",
                    "pignon `R2-114` (6,40 €), joint de bol `R2-031` (3,20 €), crochet `R2-090` (19 €)",
                    "Common parts",
                    "gear `R2-114` (€6.40), bowl seal `R2-031` (€3.20), hook `R2-090` (€19)"));

    private static final Product KETTLE = product(
            "bouilloire-b1",
            "Bouilloire B1",
            2021,
            "Une bouilloire en inox dont le filtre, le couvercle et le socle se changent.",
            "A steel kettle whose filter, lid and base can be changed.",
            fact("Pièces", "garanties jusqu'en 2040", "Parts", "guaranteed until 2040"),
            fact("Garantie", "cinq ans, puis atelier à prix coûtant", "Warranty", "five years, then repairs at cost"),
            fact("Contenance", "1,2 L, 2 000 W, 230 V", "Capacity", "1.2 L, 2,000 W, 230 V"),
            fact("Rappel en cours", "lots 26-31 à 26-36", "Recall under way", "batches 26-31 to 26-36"),
            fact(
                    "Pièces courantes",
                    "filtre `B1-012` (4,90 €), joint de fenêtre `B1-027` (2,60 €), socle `B1-040` (17 €)",
                    "Common parts",
                    "filter `B1-012` (€4.90), window seal `B1-027` (€2.60), base `B1-040` (€17)"));

    private static final Product TOASTER = product(
            "grille-pain-g3",
            "Grille-pain G3",
            2020,
            "Un grille-pain qui s'ouvre avec quatre vis, et dont les résistances se changent une par une.",
            "A toaster that opens with four screws, and whose heating elements are changed one by one.",
            fact("Pièces", "garanties jusqu'en 2040", "Parts", "guaranteed until 2040"),
            fact("Garantie", "cinq ans, puis atelier à prix coûtant", "Warranty", "five years, then repairs at cost"),
            fact("Fentes", "deux de 36 mm, 850 W", "Slots", "two of 36 mm, 850 W"),
            fact(
                    "À imprimer",
                    "pieds `G3-003`, fichier envoyé sur demande",
                    "To print",
                    "feet `G3-003`, file sent on request"),
            fact(
                    "Pièces courantes",
                    "résistance `G3-051` (11 €), minuterie `G3-022` (14 €), tiroir à miettes `G3-008` (6 €)",
                    "Common parts",
                    "element `G3-051` (€11), timer `G3-022` (€14), crumb tray `G3-008` (€6)"));

    private static final Product MILL = product(
            "moulin-m1",
            "Moulin M1",
            2012,
            "Un moulin à café à manivelle, réglable d'un quart de tour, fait pour changer de mains.",
            "A hand-cranked coffee mill, set by the quarter turn, made to change hands.",
            fact("Pièces", "garanties jusqu'en 2037", "Parts", "guaranteed until 2037"),
            fact("Garantie", "dix ans, puis atelier à prix coûtant", "Warranty", "ten years, then repairs at cost"),
            fact("Trémie", "45 g de grains", "Hopper", "45 g of beans"),
            fact(
                    "Meules",
                    "`M1-201` de 2012 à 2015 (axe carré), `M1-210` depuis 2016 (axe à six pans), 24 €",
                    "Burrs",
                    "`M1-201` from 2012 to 2015 (square shaft), `M1-210` since 2016 (hexagonal shaft), €24"),
            fact(
                    "Pièces courantes",
                    "rochet `M1-044` (5 €), ressort `M1-046` (1,80 €), glissières `M1-060` (4 €)",
                    "Common parts",
                    "ratchet `M1-044` (€5), spring `M1-046` (€1.80), drawer runners `M1-060` (€4)"));

    private static final Product BLENDER = product(
            "blender-v2",
            "Blender V2",
            2022,
            "Un blender à bol en verre dont le joint se change avec une cuillère.",
            "A glass blender whose seal is changed with a spoon.",
            fact("Pièces", "garanties jusqu'en 2042", "Parts", "guaranteed until 2042"),
            fact("Garantie", "cinq ans, puis atelier à prix coûtant", "Warranty", "five years, then repairs at cost"),
            fact("Bol", "verre, 1,5 L, 60 °C au plus", "Jug", "glass, 1.5 L, 60 °C at most"),
            fact("Moteur", "800 W, cinq minutes au plus d'affilée", "Motor", "800 W, five minutes at most in one go"),
            fact(
                    "Pièces courantes",
                    "joint `V2-017` (2,80 €), couteau `V2-008` (16 €), bol `V2-002` (29 €)",
                    "Common parts",
                    "seal `V2-017` (€2.80), blade `V2-008` (€16), jug `V2-002` (€29)"));

    static final Brand TILLEUL = new Brand(
            "tilleul",
            "Maison Tilleul",
            "bonjour@tilleul.test",
            "mon-fri 08:30-12:30 13:30-18:00; holidays fr",
            "#dfe4ac",
            FACADE_FR,
            FACADE_EN,
            Typography.french("par exemple : mon robot claque"),
            "for example: my mixer clicks",
            List.of(ROBOT, KETTLE, TOASTER, MILL, BLENDER));

    private static final Product LAMP = product(
            "lampe-l1",
            "Lampe L1",
            2021,
            "Une lampe de bureau en frêne et acier, à douille ordinaire.",
            "A desk lamp of ash and steel, with an ordinary lamp holder.",
            fact("Garantie", "cinq ans", "Warranty", "five years"),
            fact("Ampoule", "E27, 9 W à LED au plus", "Bulb", "E27, LED of 9 W at most"),
            fact(
                    "Pièces",
                    "variateur L1-06 (18 €), ressort L1-11 (4 €)",
                    "Parts",
                    "dimmer L1-06 (€18), spring L1-11 (€4)"));

    private static final Product STOOL = product(
            "tabouret-t2",
            "Tabouret T2",
            2018,
            "Un tabouret de frêne assemblé sans colle, qui se resserre avec une clé.",
            "An ash stool put together without glue, tightened with one key.",
            fact("Garantie", "dix ans", "Warranty", "ten years"),
            fact("Assise", "à 45 ou 63 cm, 120 kg au plus", "Seat", "at 45 or 63 cm, 120 kg at most"),
            fact(
                    "Pièces",
                    "vis T2-02 (les quatre, 3 €), patins T2-09 (5 €)",
                    "Parts",
                    "bolts T2-02 (four, €3), pads T2-09 (€5)"));

    static final Brand ATELIER_NORD = new Brand(
            "atelier-nord",
            "Atelier Nord",
            "hello@atelier-nord.test",
            "mon-fri 08:30-12:00 13:00-17:30; holidays fr",
            "#bcd3df",
            FACADE_FR,
            FACADE_EN,
            Typography.french("par exemple : ma lampe scintille"),
            "for example: my lamp flickers",
            List.of(LAMP, STOOL));

    static final List<Brand> BRANDS = List.of(TILLEUL, ATELIER_NORD);

    private Catalogue() {}

    static Optional<Product> product(String slug) {
        return BRANDS.stream()
                .flatMap(brand -> brand.products().stream())
                .filter(product -> product.slug().equals(slug))
                .findFirst();
    }

    private static Product product(
            String slug, String name, int since, String taglineFr, String taglineEn, Fact... facts) {
        return new Product(
                slug, name, since, Typography.french(taglineFr), Typography.english(taglineEn), List.of(facts));
    }

    private static Fact fact(String labelFr, String valueFr, String labelEn, String valueEn) {
        return new Fact(labelFr, Typography.french(valueFr), labelEn, Typography.english(valueEn));
    }
}
