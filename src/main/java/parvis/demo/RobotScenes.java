package parvis.demo;

import static parvis.conversation.Help.NO;
import static parvis.conversation.Help.YES;
import static parvis.demo.Script.english;
import static parvis.demo.Script.french;

import java.util.List;

/** The Robot R2: what breaks, and how it is mended. */
final class RobotScenes {
    static final List<Scene> SCENES = List.of(
            french("r2-claquement-vitesse-2", "Robot R2 : un claquement en vitesse 2, après trois ans")
                    .about("robot-r2", "bruits", "pièces")
                    .asked("helene", 1, "08:28", """
                            Depuis dimanche, mon R2 claque dès que je passe en vitesse 2 avec une pâte ferme. En vitesse
                            1, rien. Aucune odeur, aucune fuite. J'ai resserré le bol, sans effet. Est-ce le moteur ?
                            """)
                    .reply("gaspard", 1, "09:15", """
                            Chez moi c'était le pignon, pas le moteur. Mais attendez la maison avant de démonter.
                            """)
                    .reply("helene", 1, "10:02", "Je relance : j'ai du pain à faire demain pour douze personnes.")
                    .note("thomas", 1, "10:20", """
                            Série 2023-B : le pignon s'use vers 400 heures. Pas un défaut de sécurité. Nadia, on offre
                            la pièce sur cette série.
                            """)
                    .answer("nadia", 1, "11:40", """
                            Bonjour Hélène, ce n'est pas le moteur. Ce bruit vient presque toujours du pignon
                            intermédiaire : il s'use à la place du reste, c'est son rôle.

                            1. Débranchez, basculez la tête, ôtez les quatre vis du capot (1).
                            2. Sortez le pignon (3). Une dent blanchie explique tout.
                            3. Posez le neuf, refermez : dix minutes, un Torx 20.

                            C'est le pignon `R2-114`, 6,40 €, offert sur la série 2023-B, donc sur la vôtre. L'atelier
                            de Nantes en a douze en stock et ferme à 18 h 30 : passez ce soir, vous aurez votre robot
                            pour demain.
                            """)
                    .showing(
                            "vue-eclatee-r2.png",
                            "Vue éclatée de la tête du robot, de haut en bas : 1 capot, 2 axe, 3 pignon, 4 joint, 5 porte-outil")
                    .reply("leonie", 1, "14:05", """
                            Même panne l'an dernier. Un conseil : photographiez le sens du pignon avant de le sortir, la
                            face gravée va vers le haut. Je l'ai monté à l'envers la première fois.
                            """)
                    .showing(
                            "pignon-r2-114.png",
                            "Le pignon, repère gravé en haut ; une dent, entourée, est blanchie et rognée")
                    .reply("helene", 0, "08:10", """
                            Pignon trouvé à l'atelier de Nantes, posé en douze minutes, face gravée vers le haut. Plus
                            un bruit. Merci à vous deux.
                            """)
                    .ratedTurn(3, YES, 0, "08:11")
                    .scene(),
            french("r2-pignon-impression", "Pignon R2-114 : quelle filière d'impression ?")
                    .about("robot-r2", "3D", "pièces")
                    .asked("gaspard", 1, "16:50", """
                            J'aimerais imprimer moi-même le pignon `R2-114` d'un robot de dépannage, à l'association. En
                            PLA il a tenu deux pizzas. PETG, nylon, autre chose ? Et quel remplissage ? Le vrai pignon
                            est en quelle matière, au juste ?
                            """)
                    .note("maud", 1, "17:05", """
                            Gaspard a déjà aidé une bonne dizaine de personnes sur la place, il mérite une réponse
                            complète. Je ne sais pas ce que l'on peut publier du plan.
                            """)
                    .handOver("maud", "thomas", 1, "17:08", """
                            Thomas, peux-tu répondre sur la matière et dire si le fichier peut sortir ?
                            """)
                    .scene(),
            french("r2-hesite-vitesse-1", "En vitesse 1 il hésite, puis il repart")
                    .about("robot-r2", "vitesse")
                    .asked("rene", 3, "14:10", """
                            Mon R2 de 2020 s'arrête une demi-seconde en vitesse 1, puis repart tout seul, comme s'il
                            réfléchissait. Aux autres vitesses il ne le fait pas. Cela arrive surtout à froid. Je n'ai
                            rien ouvert, j'attends votre avis.
                            """)
                    .reply("rene", 1, "09:30", "Toujours sans réponse. Cela s'aggrave un peu, si cela peut servir.")
                    .scene(),
            french("r2-bol-tourne-dans-le-vide", "Le bol du R2 tourne dans le vide")
                    .about("robot-r2", "bol")
                    .asked("nour", 41, "18:20", """
                            Quand la pâte devient lourde, c'est le bol entier qui se met à tourner avec le crochet. Je
                            dois le tenir à la main. Le bol est pourtant verrouillé, enfin je crois.
                            """)
                    .answer("nadia", 40, "09:20", """
                            Bonjour Nour, ne le tenez plus à la main, s'il vous plaît : un doigt passe facilement sous
                            le crochet. Retournez le bol et regardez les trois ergots du fond. Si l'un d'eux est
                            arrondi, le bol échappe dès que la pâte résiste.

                            La bague d'ergots `R2-036` coûte 4,10 € et tient par trois vis. Elle se change sans toucher
                            au socle. Votre robot est sous garantie jusqu'en 2028 : je vous l'envoie, il me faut
                            seulement le numéro de série gravé sous le pied.
                            """)
                    .reply("nour", 40, "12:45", "Un ergot est tout rond en effet ! Numéro R2-23-08817.")
                    .aside("nadia", 40, "14:30", """
                            Merci. La bague part ce soir à l'adresse de votre commande `MT-46102`. Dites-moi si vous
                            avez déménagé depuis.
                            """)
                    .reply("nour", 36, "19:05", "Reçue, vissée, le bol ne bouge plus d'un millimètre.")
                    .ratedTurn(0, YES, 36, "19:06")
                    .scene(),
            french("r2-odeur-chaude", "Une odeur chaude après vingt minutes")
                    .about("robot-r2", "moteur")
                    .asked("etienne", 63, "11:30", """
                            Au bout de vingt minutes de pétrissage, ça sent le chaud, un peu comme un fer à repasser.
                            Pas de fumée. Dois-je m'inquiéter ?
                            """)
                    .reply("bastien", 63, "12:10", "Vingt minutes d'affilée c'est beaucoup, moi je fais 8 + pause + 8.")
                    .answer("thomas", 63, "15:40", """
                            Bonjour, Bastien a raison. Le moteur est prévu pour douze minutes de pâte ferme, puis dix
                            minutes de repos. Au-delà, le vernis du bobinage chauffe et sent, sans dommage la première
                            fois. Une sonde coupe le moteur à 115 °C : si elle a déjà coupé, laissez refroidir une
                            demi-heure.

                            Si l'odeur revient en moins de dix minutes, arrêtez et écrivez-nous : ce serait alors un
                            charbon usé (`R2-070`, la paire à 8 €), et cela se change.
                            """)
                    .rated(YES, 62, "08:15")
                    .scene(),
            french("r2-clac-clac", "Mon R2 fait « clac clac » en pétrissant")
                    .about("robot-r2", "bruits", "pièces")
                    .asked("chantal", 120, "17:15", """
                            Bonjour, depuis quelques jours mon robot fait clac clac quand la pâte est dure. Je l'ai
                            depuis 2021 et je m'en sers tout les dimanches. C'est grave ?
                            """)
                    .answer("nadia", 119, "09:50", """
                            Bonjour Chantal, rien de grave. Le pignon intermédiaire `R2-114` a fait son temps : il est
                            tendre exprès, pour protéger le moteur. Il coûte 6,40 € et se change en dix minutes avec un
                            Torx 20, capot ôté, appareil débranché.

                            Si vous préférez ne pas ouvrir, l'atelier de Nantes le pose pour 12 €, port retour compris.
                            """)
                    .reply("chantal", 112, "10:30", """
                            Mon petit-fils l'a changé, je tenais la lampe. Ça marche, et je sais maintenant ce qu'il y a
                            dedans.
                            """)
                    .ratedTurn(0, YES, 112, "10:31")
                    .scene(),
            french("r2-grincement-tete", "Un grincement aigu quand la tête se baisse")
                    .about("robot-r2", "bruits", "entretien")
                    .asked("mathilde", 75, "09:10", """
                            Quand je baisse la tête du robot, ça grince à réveiller la maison. Quel produit mettre, et
                            où ? J'ai peur que ça coule dans le bol.
                            """)
                    .reply("gaspard", 75, "10:00", """
                            Une noisette de graisse silicone alimentaire sur l'axe de la charnière, des deux côtés. Pas
                            d'huile de cuisine, elle colle en six mois. Vous relevez et baissez dix fois, vous essuyez
                            le surplus, c'est tout.
                            """)
                    .rated(YES, 74, "18:40")
                    .answer("nadia", 73, "09:15", """
                            Le conseil de Gaspard est le bon, je n'ai rien à y ajouter. Une graisse marquée NSF H1
                            convient, on en trouve au rayon plomberie.
                            """)
                    .close("maud", 73, "09:20")
                    .scene(),
            french("r2-tete-ne-se-verrouille-plus", "La tête ne se verrouille plus")
                    .about("robot-r2", "pièces", "garantie")
                    .asked("bernard", 150, "08:50", """
                            Le levier tourne mais la tête remonte toute seule dès que je pétris. Appareil de 2019, je
                            suppose qu'il n'est plus garanti.
                            """)
                    .answer("hugo", 150, "10:30", """
                            Bonjour Bernard, la garantie de cinq ans est passée, en effet. Pouvez-vous vérifier que rien
                            n'est coincé sous la charnière ?
                            """)
                    .rated(NO, 150, "11:05", """
                            J'ai vérifié avant d'écrire. Je demande une réparation, pas un diagnostic de loin.
                            """)
                    .handOver("hugo", "erwan", 150, "11:20", """
                            Erwan, ma réponse n'a pas aidé. Levier de 2019, je pense au doigt de verrou. Tu prends ?
                            """)
                    .answer("erwan", 150, "16:10", """
                            Bonjour Bernard, vous aviez raison, on aurait dû commencer par là. Sur les R2 de 2019, c'est
                            le doigt de verrou `R2-055` qui s'émousse. La pièce coûte 3,80 € ; posée à l'atelier, 15 €
                            tout compris, hors garantie, au prix que cela nous coûte.

                            Si vous l'essayez vous-même : une goupille à chasser, une à remettre, un petit marteau. Je
                            vous mets deux goupilles de rechange dans le sachet.
                            """)
                    .reply("bernard", 143, "17:40", "Reçu avec les goupilles. Réparé dans le garage. Merci Erwan.")
                    .rated(YES, 143, "17:41")
                    .scene(),
            french("r2-huile-noire-axe", "De l'huile noire sur l'axe, est-ce alimentaire ?")
                    .about("robot-r2", "entretien")
                    .asked("karine", 200, "13:25", """
                            J'ai trouvé une goutte noire sur l'axe, juste au-dessus du fouet, et il y en avait peut-être
                            dans la crème. J'ai tout jeté. Est-ce que c'est dangereux ?
                            """)
                    .answer("karim", 200, "14:40", """
                            Bonjour Karine, c'est la graisse des engrenages. Elle est de qualité alimentaire (NSF H1) :
                            une trace avalée ne présente pas de danger. Elle noircit en se mêlant à la poussière de
                            laiton.

                            Elle ne devrait pourtant pas descendre. Le joint d'axe `R2-061` laisse passer quand il a
                            séché, en général après un long repos tête en bas. Il coûte 2,20 € et se change à l'atelier
                            ; sous garantie, comme le vôtre, nous prenons tout à notre charge.
                            """)
                    .rated(YES, 199, "07:50")
                    .scene(),
            english("r2-uk-plug", "Can I fit a UK plug on a French R2?")
                    .about("robot-r2", "plug")
                    .asked("tom", 98, "19:45", """
                            I'm bringing an R2 home from France. Is it safe to cut the plug off and fit a British one,
                            or should I use an adaptor?
                            """)
                    .answer("thomas", 97, "10:05", """
                            Good morning. Please do not cut it: the moulded plug is part of the tested cable. The cable
                            itself comes off with two Torx screws under the base, and we make the same one with a
                            British plug and a 5 A fuse, part `R2-082`, €9. A good adaptor is fine until it arrives; the
                            mixer draws 550 W.
                            """)
                    .rated(YES, 96, "08:30")
                    .scene(),
            english("r2-clicking-speed-2", "R2 clicking at speed 2, only with stiff dough")
                    .about("robot-r2", "noise", "parts")
                    .asked("fiona", 8, "20:10", """
                            My mixer makes a loud click, about twice a second, at speed 2 with bread dough. Batter is
                            fine. It's two years old. Is the motor dying?
                            """)
                    .answer("nadia", 7, "09:30", """
                            Good morning Fiona. The motor is fine. A click that follows the load is the intermediate
                            gear, `R2-114`: one tooth has gone, and it is meant to go before anything dearer does.

                            1. Unplug, tilt the head, take out the four screws of the cover (Torx 20).
                            2. Lift the gear out and note which way up it was: the engraved side faces up.
                            3. Fit the new one and close.

                            Yours is under warranty, so I have posted you one at no charge.
                            """)
                    .reply("fiona", 2, "18:25", """
                            Arrived, fitted, silent. One tooth was snapped clean off, just as you said.
                            """)
                    .rated(YES, 2, "18:26")
                    .scene(),
            english("r2-second-hand", "Second-hand R2 from 2019: what should I check first?")
                    .about("robot-r2", "parts", "care")
                    .asked("priya", 20, "12:20", """
                            I've been offered a 2019 R2 for £60. What tends to go wrong at that age, and can you still
                            get the parts?
                            """)
                    .answer("erwan", 20, "16:35", """
                            Good afternoon. Every part of [the R2](/products/robot-r2) is guaranteed until 2041, so
                            nothing rules it out. In order:

                            - run it empty at speed 2, then press a wooden spoon on the hook: a click means gear
                              `R2-114`, €6.40;
                            - close the head and pull up: if it lifts, the lock pin `R2-055`, €3.80;
                            - look at the shaft above the hook: black grease means the seal `R2-061`, €2.20;
                            - look for blue sparks at speed 1: brushes `R2-070`, €8 the pair.

                            If all four are worn you would spend about €20 and one evening. At £60 it is a fair price.
                            """)
                    .reply("priya", 17, "21:00", """
                            Only the gear clicked. Bought it, fixed it. Best £60 I've spent this year.
                            """)
                    .rated(YES, 17, "21:01")
                    .scene());

    private RobotScenes() {}
}
