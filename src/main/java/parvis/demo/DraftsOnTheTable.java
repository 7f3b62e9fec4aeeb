package parvis.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.newsroom.Drafting;
import parvis.newsroom.Wording;

/** What the newsroom of Maison Tilleul is writing: one draft as everybody writes them, one that helps, and one from the agency. */
@Component
@ConditionalOnProperty("parvis.demo")
class DraftsOnTheTable {
    private record Told(
            String by,
            int daysAgo,
            int inDays,
            String channel,
            boolean ready,
            boolean toAgency,
            String title,
            String brief,
            String text) {}

    private static final List<Told> DRAFTS = List.of(
            new Told(
                    "maud",
                    6,
                    0,
                    "square",
                    true,
                    false,
                    "Rincer le joint du blender en trois gestes",
                    "les fuites de blender, question posée chaque semaine",
                    """
                    La plupart des fuites viennent du joint. Passez-le à l'eau tiède tous les dix jours, sans détergent, et
                    laissez-le sécher à plat.

                    Un joint durci se remplace en une minute : dévissez le bol, soulevez le joint par son ergot, posez le neuf côté
                    lisse vers vous."""),
            new Told(
                    "maud",
                    2,
                    4,
                    "mail",
                    false,
                    false,
                    "Ce que nous changeons sur le robot R2",
                    "dire ce qui a été décidé après vos idées",
                    """
                    Le pignon du robot R2 passe à l'acier le 12 janvier. Les robots achetés avant gardent leur garantie, et le
                    pignon neuf se monte sur tous les R2 depuis 2019.

                    Très prochainement, nous publierons le plan de montage. C'est le meilleur pignon du marché."""),
            new Told(
                    "ines",
                    1,
                    2,
                    "mastodon",
                    false,
                    true,
                    "Vos soupes d'hiver, sans fuite",
                    "faire baisser les fuites de blender ; une personne doit pouvoir agir en lisant",
                    """
                    En cette Journée mondiale du bonjour, toute l'équipe vous souhaite un week-end gourmand. L'hiver est là, place
                    aux soupes réconfortantes, faciles, prêtes en un clin d'œil.

                    La plupart des fuites viennent du joint. Passez-le à l'eau tiède tous les dix jours, sans détergent, et
                    remplacez-le tous les ans.

                    Faites chauffer la bouilloire, on s'occupe du reste. Taguez un ami qui rate toujours sa soupe !"""));

    private final Transactions transactions;
    private final JdbcClient db;
    private final Drafting drafting;

    DraftsOnTheTable(Transactions transactions, JdbcClient db, Drafting drafting) {
        this.transactions = transactions;
        this.db = db;
        this.drafting = drafting;
    }

    /** All at once, so that a killed start leaves none or all of them. */
    void lay(House house, Instant opening) {
        var brand = house.brand();
        transactions.run(brand.id(), () -> {
            var there = db.sql("select exists (select from newsroom.draft)")
                    .query(Boolean.class)
                    .single();
            if (!there) {
                DRAFTS.forEach(told -> begin(house, told, opening));
            }
        });
    }

    private void begin(House house, Told told, Instant opening) {
        var brand = house.brand();
        var at = opening.minus(Duration.ofDays(told.daysAgo()));
        var by = house.teammate(told.by());
        var wording = new Wording(
                Typography.french(told.title()),
                Typography.french(told.brief()),
                Typography.french(told.text()),
                told.channel(),
                appearing(brand, told, opening));
        var number = drafting.begin(brand, by, wording, Houses.DEMO, at);
        if (told.toAgency() && !by.role().isAgency()) {
            drafting.open(brand, house.teammate("claire"), number, true, at);
        }
        if (told.ready()) {
            drafting.ready(brand, house.teammate("claire"), number, 1, at);
        }
    }

    private static @Nullable Instant appearing(Brand brand, Told told, Instant opening) {
        return told.inDays() == 0
                ? null
                : opening.atZone(brand.zone())
                        .toLocalDate()
                        .plusDays(told.inDays())
                        .atTime(LocalTime.of(10, 0))
                        .atZone(brand.zone())
                        .toInstant();
    }
}
