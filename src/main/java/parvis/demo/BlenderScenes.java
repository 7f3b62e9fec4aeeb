package parvis.demo;

import static parvis.conversation.Help.NO;
import static parvis.conversation.Help.PARTLY;
import static parvis.conversation.Help.YES;
import static parvis.demo.Script.english;
import static parvis.demo.Script.french;

import java.util.List;

/** The Blender V2: mostly its seal, which several people meet under different names. */
final class BlenderScenes {
    static final List<Scene> SCENES = List.of(
            french("v2-suinte-sous-le-bol", "Ça suinte sous le bol")
                    .about("blender-v2", "fuite", "joint")
                    .asked("fatou", 48, "19:10", """
                            À chaque soupe, un anneau d'eau sous le bol. Pas grand-chose, mais sur un moteur électrique
                            ça m'inquiète.
                            """)
                    .answer("nadia", 47, "09:25", """
                            Bonjour Fatou, vous avez raison de vous en soucier, et le moteur est protégé : un drain mène
                            l'eau dehors, c'est l'anneau que vous voyez.

                            1. Débranchez, retournez le bol, dévissez la bague du couteau avec la clé grise.
                            2. Sortez le joint `V2-017` avec le manche d'une cuillère.
                            3. Eau tiède sans détergent, séchez, remettez la lèvre vers le haut.

                            S'il est craquelé, il coûte 2,80 €. Passé à l'eau tiède tous les dix jours, il tient deux
                            ans.
                            """)
                    .reply("fatou", 46, "20:00", "La lèvre était vers le bas, depuis toujours je crois. Sec !")
                    .rated(YES, 46, "20:01")
                    .scene(),
            french("v2-joint-noirci", "Le joint a noirci en six mois")
                    .about("blender-v2", "joint", "entretien")
                    .asked("karine", 82, "08:00", """
                            Des points noirs sur le joint, ils ne partent pas à l'éponge. C'est de la moisissure ?
                            """)
                    .answer("karim", 82, "10:50", """
                            Bonjour Karine, oui, c'en est, dans l'épaisseur du silicone : on ne la lave plus, on change
                            le joint (`V2-017`, 2,80 €). Elle vient d'un bol rangé fermé et humide. Laissez le bol
                            sécher ouvert, la bague dévissée d'un demi-tour, et cela ne reviendra pas.
                            """)
                    .rated(YES, 81, "21:15")
                    .scene(),
            french("v2-serrer-plus-fort", "Faut-il serrer plus fort ?")
                    .about("blender-v2", "fuite", "joint")
                    .asked("joelle", 30, "17:30", """
                            Mon blender fuit par le bas. J'ai peur de casser la bague en serrant plus fort, alors je
                            demande.
                            """)
                    .reply("fatou", 30, "17:55", """
                            Surtout pas ! Même histoire chez moi, le joint était à l'envers. Regarde « Ça suinte sous le
                            bol », tout y est.
                            """)
                    .answer("maud", 29, "09:05", """
                            Bonjour Joëlle, Fatou a trouvé la bonne page : [Ça suinte sous le
                            bol](/search?q=suinte+sous+le+bol). La bague se serre à la main, sans clé. Votre question
                            dit la même chose avec d'autres mots, je la garde pour ceux qui chercheront les vôtres.
                            """)
                    .ratedTurn(0, YES, 29, "12:20")
                    .close("maud", 28, "09:00")
                    .scene(),
            french("v2-soupe-chaude", "Soupe chaude : jusqu'à quelle température ?")
                    .about("blender-v2", "recettes", "sécurité")
                    .asked("mathilde", 22, "18:05", """
                            Je mixe ma soupe dès qu'elle est cuite. Le couvercle s'est soulevé hier et j'en ai pris
                            plein les mains.
                            """)
                    .answer("karim", 22, "18:20", """
                            Bonjour Mathilde, êtes-vous brûlée ? Si la peau cloque, dix minutes sous l'eau fraîche et un
                            avis médical.

                            Pour le blender : 60 °C au plus. Au-dessus, la vapeur soulève le couvercle dès le départ du
                            couteau. Laissez reposer vingt minutes hors du feu, ne remplissez qu'à moitié, ôtez le petit
                            bouchon central et posez un torchon plié dessus. L'avertissement est en page 6 de la notice,
                            trop loin : il sera gravé sur le bouchon à la prochaine série.
                            """)
                    .reply("mathilde", 21, "08:30", """
                            Juste rouge, merci de l'avoir demandé en premier. J'attends vingt minutes désormais.
                            """)
                    .rated(YES, 21, "08:31")
                    .scene(),
            french("v2-couteau-dur", "Le couteau tourne dur")
                    .about("blender-v2", "entretien", "pièces")
                    .asked("etienne", 110, "16:40", """
                            À la main le couteau résiste, comme s'il y avait du sable. Il tournait librement au début.
                            """)
                    .answer("nadia", 109, "09:30", """
                            Bonjour Étienne, le roulement a pris l'eau, en général après un passage au lave-vaisselle.
                            Il ne se nettoie pas. Le bloc couteau `V2-008` coûte 16 €, roulement compris. N'insistez pas
                            moteur en marche : l'entraîneur en caoutchouc y passerait aussi.
                            """)
                    .rated(PARTLY, 108, "08:00", "C'est clair, mais 16 € pour un roulement à 2 €, c'est dommage.")
                    .handOver("nadia", "thomas", 108, "08:40", "Il demande le roulement seul. C'est possible ?")
                    .answer("thomas", 108, "11:15", """
                            Bonjour Étienne, c'est juste. Le roulement est un `608-2RS` ordinaire, en inox pour le
                            contact alimentaire. Il faut chasser l'axe à la presse ou dans un étau avec deux douilles ;
                            à la main on le met de travers. L'atelier de Nantes le fait pour 7 €, roulement compris.
                            """)
                    .rated(YES, 107, "18:50")
                    .scene(),
            french("v2-odeur-amandes", "Odeur de brûlé avec des amandes")
                    .about("blender-v2", "moteur", "recettes")
                    .asked("victor", 9, "13:30", """
                            Purée d'amandes, trois minutes, odeur de brûlé. Ce n'est pas censé être un appareil costaud
                            ?
                            """)
                    .answer("hugo", 9, "15:00", """
                            Bonjour Victor, avez-vous ajouté un peu d'huile ou d'eau ? À sec, les amandes bloquent le
                            couteau.
                            """)
                    .rated(NO, 9, "15:20", """
                            Une purée d'amandes à l'eau, ça n'existe pas. Je veux savoir s'il est abîmé.
                            """)
                    .handOver("hugo", "nadia", 9, "15:30", "Il a besoin de toi, je suis allé trop vite.")
                    .answer("nadia", 8, "10:10", """
                            Bonjour Victor, voici comment le savoir. À vide, vitesse 1, dix secondes : si l'odeur a
                            disparu et que le bruit est régulier, c'était la poussière de l'entraîneur `V2-030`, rien
                            d'abîmé. Si l'odeur persiste ou s'il peine, arrêtez, nous le reprenons sous garantie.

                            Pour la purée : amandes tièdes, sorties du four, 200 g au plus, par impulsions de cinq
                            secondes. Elles rendent leur huile au bout de deux minutes.
                            """)
                    .reply("victor", 7, "12:45", "Plus d'odeur à vide. Et tiède, ça marche.")
                    .rated(YES, 7, "12:46")
                    .scene(),
            french("v2-sifflement", "Un sifflement à mi-vitesse")
                    .about("blender-v2", "bruits")
                    .asked("samir", 2, "15:15", """
                            Un sifflement net entre 4 et 6, avant et après rien. Le chien quitte la pièce.
                            """)
                    .answer("thomas", 2, "17:00", """
                            Bonjour Samir, un son pur dans une seule plage de vitesse, c'est une résonance. Le bol vide
                            sur ses quatre plots la fait souvent. Essayez avec 30 cl d'eau, puis en pressant la main sur
                            le couvercle. Si le sifflement cesse dans l'un des deux cas, un plot `V2-041` est tassé et
                            je vous en envoie quatre. Que donne l'essai ?
                            """)
                    .scene(),
            french("v2-bol-fendu", "Le bol en verre est fendu")
                    .about("blender-v2", "pièces", "sécurité")
                    .asked("bernard", 1, "09:30", """
                            Une fente de 3 cm près de l'anse, sans choc que je sache. Peut-on le garder pour les choses
                            froides ?
                            """)
                    .answer("karim", 1, "10:05", """
                            Bonjour Bernard, non, pas même pour le froid : une fente court d'un coup, couteau en marche.
                            Enveloppez-le et mettez-le au rebut.

                            Le bol nu `V2-002` coûte 29 € ; couvercle, bague et couteau se reprennent de l'ancien. Une
                            fente sans choc m'intéresse : une photo du chiffre moulé sous l'anse me dira de quelle
                            coulée il vient, et s'il y en a d'autres, le bol sera pour nous.
                            """)
                    .reply("bernard", 1, "11:45", "Le chiffre est 7. Photo envoyée par courriel.")
                    .aside("karim", 1, "14:20", """
                            Bien reçue. La coulée 7 a été refroidie trop vite, deux autres bols l'ont montré. Le vôtre
                            est remplacé à nos frais, sous le numéro `MT-48377`.
                            """)
                    .rated(YES, 1, "15:00")
                    .scene(),
            english("v2-leak-new-seal", "Leak at the base after changing the seal")
                    .about("blender-v2", "leak", "seal")
                    .asked("emily", 52, "10:20", """
                            New seal V2-017 in, and it leaks more than with the old one. Did I get the wrong part?
                            """)
                    .answer("nadia", 52, "14:15", """
                            Good afternoon Emily. The right part, most likely upside down; nine in ten of these are. The
                            thin lip faces up, towards the jug. Dry both faces, press it home with the handle of a
                            spoon, then tighten the ring by hand only. If it still drips with plain water, send me a
                            picture of the groove.
                            """)
                    .rated(YES, 51, "18:35")
                    .scene(),
            english("v2-crushed-ice", "Crushing ice: how much at once?")
                    .about("blender-v2", "recipes")
                    .asked("declan", 28, "13:10", """
                            How many ice cubes can the V2 take in one go? It stalled on a full jug and I stopped.
                            """)
                    .answer("julien", 28, "15:30", """
                            Good afternoon Declan. Eight ordinary cubes, about 200 g, with 5 cl of water, in pulses of
                            two seconds. Ten pulses give snow. You were right to stop: a stalled motor trips its cut-out
                            at first and ages at every trip.
                            """)
                    .rated(YES, 27, "20:45")
                    .scene());

    private BlenderScenes() {}
}
