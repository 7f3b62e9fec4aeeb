package parvis.demo;

import static parvis.conversation.Help.NO;
import static parvis.conversation.Help.PARTLY;
import static parvis.conversation.Help.YES;
import static parvis.demo.Script.english;
import static parvis.demo.Script.french;

import java.util.List;

/** The Robot R2 again, when nothing is broken: how to use it well, and what people wish it did. */
final class KneadingScenes {
    static final List<Scene> SCENES = List.of(
            french("r2-levain-crochet", "Le levain colle au crochet, faut-il changer d'outil ou de farine ?")
                    .about("robot-r2", "recettes", "crochet")
                    .asked("bastien", 0, "08:15", """
                            Pâte au levain, 72 % d'eau, farine T80. Elle monte le long du crochet et tourne avec lui
                            sans se pétrir. Au bout de dix minutes c'est de la colle. Je change d'outil ou de farine ?
                            """)
                    .reply("mathilde", 0, "08:40", """
                            Gardez 50 g d'eau pour la fin. La pâte se forme d'abord ferme, et elle boit le reste
                            ensuite.
                            """)
                    .reply("solene", 0, "08:55", """
                            Une demi-heure de repos farine + eau avant de mettre le levain. Chez moi ça a tout changé,
                            sans rien acheter.
                            """)
                    .reply("bastien", 0, "09:05", "Le repos je le fais déjà. J'essaie l'eau en deux fois ce soir.")
                    .reply("luc", 0, "09:20", """
                            T80 de quel moulin ? J'ai eu un lot qui n'absorbait rien, à 65 % c'était déjà mou.
                            """)
                    .reply("karine", 0, "09:35", """
                            Moi j'arrête et je racle le crochet toutes les 3 min avec une corne mouillée.
                            """)
                    .handOver(
                            "maud",
                            "nadia",
                            0,
                            "09:50",
                            "Ils s'entraident très bien. Tu passes dire ton mot sur le crochet ?")
                    .scene(),
            french("r2-cordon-noir", "Le cordon de deux mètres existe en noir ?")
                    .about("robot-r2", "cordon", "pièces")
                    .asked("samir", 0, "08:50", """
                            Le cordon long que j'avais proposé est arrivé, merci, mais je ne le vois qu'en gris. Mon
                            plan de travail est noir et le fil traverse toute la crédence. Une version noire est prévue
                            ?
                            """)
                    .handOver("hugo", "maud", 0, "09:10", "Le cordon gris vient de son idée : à toi de lui répondre.")
                    .scene(),
            french("r2-couple-maximal", "Quel couple maximal pour une pâte à 55 % ?")
                    .about("robot-r2", "vitesse", "recettes")
                    .asked("luc", 12, "21:10", """
                            Je fais des bagels, pâte à 55 % d'hydratation, très ferme. Quel couple le R2 supporte-t-il
                            en continu, et à quelle vitesse ? La notice ne donne que des watts.
                            """)
                    .handOver("maud", "thomas", 11, "08:50", "Question d'ingénieur, elle est pour toi.")
                    .answer("thomas", 11, "11:25", """
                            Bonjour Luc, 9 N·m en continu au crochet, 14 N·m pendant trente secondes. Une pâte à 55 %
                            demande environ 7 N·m pour 800 g, et presque 11 pour 1,2 kg.

                            Donc : 800 g au plus, vitesse 1, huit minutes, dix minutes de repos moteur entre deux
                            pâtons. En vitesse 2 le couple ne monte pas, mais les dents du pignon `R2-114` s'usent à peu
                            près deux fois plus vite. Est-ce que cela suffit à vos quantités ?
                            """)
                    .scene(),
            french("r2-blancs-en-neige", "Les blancs en neige ne montent pas au fond du bol")
                    .about("robot-r2", "recettes", "réglage")
                    .asked("agathe", 26, "16:05", """
                            Avec deux blancs seulement, le fouet brasse de l'air et il reste un fond liquide. Avec six
                            blancs tout va bien.
                            """)
                    .answer("julien", 26, "17:15", """
                            Bonjour Agathe, le fouet se règle en hauteur. Sous la tête, derrière l'axe, une vis à six
                            pans de 4 mm : un quart de tour à gauche le descend d'un millimètre. Glissez une feuille de
                            papier au fond du bol : le fouet doit la frôler sans la pincer.
                            """)
                    .rated(PARTLY, 25, "19:20", "C'est mieux avec trois blancs. Avec deux, toujours un fond.")
                    .answer("julien", 24, "09:30", """
                            Merci de l'avoir essayé. Le fond du bol est plat sur quatre centimètres, et deux blancs y
                            restent sous le fouet : c'est une limite du dessin, je ne vous ferai pas régler sans fin.
                            Avec deux blancs, inclinez le bol d'une cale d'un centimètre, ou battez-les à la main. J'ai
                            noté le cas pour le prochain fouet.
                            """)
                    .rated(PARTLY, 24, "20:02")
                    .scene(),
            french("r2-lave-vaisselle", "Le bol et le crochet passent-ils au lave-vaisselle ?")
                    .about("robot-r2", "entretien")
                    .asked("fatou", 8, "13:40", """
                            Tout est dans le titre. Le crochet a l'air d'avoir des taches grises depuis.
                            """)
                    .reply("joelle", 8, "14:05", """
                            Le bol oui, le crochet non, j'ai posé la même question l'an dernier.
                            """)
                    .answer("nadia", 8, "15:20", """
                            Joëlle dit juste : le bol et le fouet en inox, oui ; le crochet et la feuille en aluminium,
                            non. La lessive attaque l'aluminium et laisse un dépôt gris qui tache les doigts. Il n'est
                            pas toxique, mais il revient. Frottez une fois au vinaigre tiède, rincez, puis lavez à la
                            main. Si le crochet reste rugueux, `R2-090` coûte 19 €.
                            """)
                    .rated(YES, 7, "07:35")
                    .scene(),
            french("r2-application", "Une application pour programmer le R2 ?")
                    .about("robot-r2", "idée")
                    .asked("victor", 230, "22:15", """
                            Tous les concurrents ont une appli. Programmer une vitesse et une durée depuis le téléphone,
                            c'est prévu quand ?
                            """)
                    .answer("julien", 229, "10:10", """
                            Bonjour Victor, nous ne le ferons pas, voici pourquoi. Une carte radio dure huit à dix ans,
                            son application moins encore ; le reste du robot en vise vingt. Un minuteur suffit à ce que
                            vous décrivez, et il ne tombe pas en panne avec le téléphone.
                            """)
                    .rated(NO, 229, "12:30", """
                            Je ne demandais pas un sermon, je voulais que ça s'arrête tout seul au bout de 8 min.
                            """)
                    .answer("julien", 229, "15:45", """
                            Vous avez raison, j'ai répondu à « application » et non à votre besoin. Une prise minuterie
                            mécanique du commerce (16 A, une dizaine d'euros) coupe proprement le R2 : le bouton étant
                            mécanique, il suffit de le remettre sur zéro ensuite. Nous étudions par ailleurs un minuteur
                            intégré à ressort, sans électronique. Rien n'est promis, mais la demande est comptée.
                            """)
                    .rated(YES, 228, "08:20")
                    .close("julien", 227, "09:00")
                    .scene(),
            french("r2-couvercle-pate", "Laisser lever la pâte sans torchon ni film")
                    .about("robot-r2", "bol", "idée")
                    .asked("mireille", 240, "10:40", """
                            La pâte lève sous un torchon qui sèche, ou sous un film que je jette. N'avez-vous pas un
                            couvercle pour le bol ? En verre ce serait bien, on verrait la pâte.
                            """)
                    .reply("yvonne", 240, "11:15", """
                            Une assiette à soupe retournée fait 24 cm, comme le bol. Ma mère faisait déjà ainsi.
                            """)
                    .answer("julien", 239, "09:14", """
                            Bonjour Mireille, nous n'en avons pas aujourd'hui. L'assiette d'Yvonne ferme bien, et on
                            voit la pâte si elle est en verre. Votre idée me plaît assez pour que je demande trois devis
                            : le poids et la casse décideront, et je dirai ici le résultat, quel qu'il soit.
                            """)
                    .rated(YES, 238, "14:00")
                    .scene(),
            english("r2-dough-climbs-hook", "Dough climbs the hook above the guard")
                    .about("robot-r2", "recipes")
                    .asked("emily", 33, "11:00", """
                            With 500 g of flour at 70% hydration the dough crawls up the hook and gets into the collar.
                            I end up cleaning it with a toothpick. Is the hook too short?
                            """)
                    .reply("tom", 33, "12:35", """
                            Hold back a couple of spoonfuls of water until the dough clears the bowl. Works for me.
                            """)
                    .answer("julien", 32, "09:40", """
                            Good morning Emily. The hook is the right length; the dough climbs when it has nothing to
                            push against. Below 600 g of dough, tilt the head up after two minutes, scrape down once,
                            and finish at speed 1 rather than 2. Tom's way with the water helps for the same reason.

                            For the collar: it unscrews by hand, a quarter turn to the left, and can be soaked.
                            """)
                    .rated(YES, 31, "19:15")
                    .scene());

    private KneadingScenes() {}
}
