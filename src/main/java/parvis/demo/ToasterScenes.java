package parvis.demo;

import static parvis.conversation.Help.YES;
import static parvis.demo.Script.english;
import static parvis.demo.Script.french;

import java.util.List;

/** The Grille-pain G3, and the long thread in which members found out how to print its feet. */
final class ToasterScenes {
    static final List<Scene> SCENES = List.of(
            french("g3-minuterie-derive", "Six mois avec le grille-pain G3 : la minuterie dérive")
                    .about("grille-pain-g3", "minuterie")
                    .asked("yvonne", 0, "17:20", """
                            J'en suis très contente, je le dis d'abord. Mais la minuterie ralentit : au cran 3, 1 min 50
                            au début, 2 min 35 aujourd'hui, chronomètre en main, grille-pain froid. Je mets désormais
                            sur 2. Est-ce le ressort qui s'encrasse ?
                            """)
                    .proposed("noe", 0, "17:40", """
                            Bonjour Yvonne, ce n'est pas le ressort : la minuterie du G3 est à horlogerie, et la graisse
                            épaissit avec la chaleur. Débranchez, laissez refroidir, puis tournez le bouton dix fois de
                            bout en bout à vide. Si le cran 3 reste au-dessus de 2 min 15, dites-le ici : la minuterie
                            se change, et votre appareil est sous garantie.
                            """)
                    .scene(),
            french("g3-un-seul-cote", "Il ne grille plus que d'un côté")
                    .about("grille-pain-g3", "pièces", "garantie")
                    .asked("samir", 36, "08:05", """
                            La face extérieure de la fente gauche reste blanche. Le reste grille normalement.
                            """)
                    .answer("nadia", 36, "10:40", """
                            Bonjour Samir, une des quatre résistances est coupée ; elles se changent une par une.

                            1. Débranchez et laissez refroidir une heure.
                            2. Quatre vis sous l'appareil, la carcasse se lève.
                            3. La résistance morte a un fil rompu, visible à l'œil nu. Deux cosses à tirer, deux à
                               remettre.

                            C'est la `G3-051`, 11 €. La vôtre est sous garantie, elle part cet après-midi. Ne touchez
                            pas le mica avec les doigts gras, il marque.
                            """)
                    .reply("samir", 31, "20:15", """
                            Changée en vingt minutes, avec ma fille de neuf ans comme cheffe de chantier.
                            """)
                    .rated(YES, 31, "20:16")
                    .scene(),
            french("g3-tartine-ne-remonte-plus", "La tartine ne remonte plus")
                    .about("grille-pain-g3", "entretien")
                    .asked("etienne", 14, "07:15", """
                            Le levier descend, ça grille, puis plus rien : la tartine reste en bas et je dois la pêcher.
                            """)
                    .reply("joelle", 14, "07:50", "Débranche AVANT de pêcher, surtout avec une fourchette !")
                    .answer("nadia", 14, "09:20", """
                            Joëlle a raison, d'abord la prise. Ensuite regardez la glissière du levier, à droite : une
                            miette de brioche y fond et colle. Retournez l'appareil froid, tapotez, puis passez un
                            pinceau sec le long de la tige. Si le chariot reste dur à remonter à la main, le ressort
                            `G3-017` (2,40 €) s'est décroché.
                            """)
                    .rated(YES, 13, "07:20")
                    .scene(),
            french("g3-disjoncteur", "Il fait sauter le disjoncteur")
                    .about("grille-pain-g3", "sécurité")
                    .asked("victor", 4, "17:05", """
                            Depuis ce matin, dès que j'abaisse le levier, tout l'appartement saute. J'ai essayé deux
                            prises.
                            """)
                    .note("thomas", 4, "17:20", """
                            Différentiel ou surintensité ? S'il s'agit du différentiel, résistance à la masse : on
                            échange, on ne fait pas ouvrir à la maison.
                            """)
                    .answer("nadia", 4, "17:32", """
                            Bonjour Victor, débranchez-le et ne l'essayez plus sur aucune prise. Une résistance touche
                            sans doute la carcasse ; le disjoncteur a fait ce qu'il devait.

                            Je ne vous demande pas de l'ouvrir. Un transporteur le prend chez vous, nous vous en prêtons
                            un pendant la réparation. Il me faut une chose : est-ce le disjoncteur différentiel (celui
                            qui porte un bouton « test ») ou l'autre qui tombe ?
                            """)
                    .scene(),
            french("g3-tiroir-miettes", "Le tiroir à miettes coince")
                    .about("grille-pain-g3", "entretien")
                    .asked("fatou", 70, "12:00", """
                            Il rentre aux trois quarts puis bloque. Je force un peu plus chaque semaine...
                            """)
                    .reply("mireille", 70, "12:50", """
                            Ne forcez plus, le bord plie. Sortez-le, posez-le sur une table : s'il danse, appuyez sur le
                            coin relevé avec le pouce. Et un coup de chiffon dans les rails, il y a toujours une croûte
                            au fond à gauche.
                            """)
                    .reply("fatou", 70, "13:30", "La croûte au fond à gauche ! Elle y était.")
                    .rated(YES, 70, "13:31")
                    .close("maud", 69, "09:10")
                    .scene(),
            french("g3-odeur-premier-usage", "Odeur au premier usage")
                    .about("grille-pain-g3")
                    .asked("agathe", 190, "09:30", """
                            Ça fume un peu et ça sent fort, c'est la première fois que je le branche. Normal ?
                            """)
                    .reply("agathe", 190, "09:55", """
                            J'ai trouvé en page 4 de la notice : deux cycles à vide, fenêtre ouverte. C'est déjà fini.
                            Désolée du dérangement, vous pouvez fermer.
                            """)
                    .close("maud", 190, "10:05")
                    .scene(),
            english("g3-thick-bagels", "Thick bagels catch on the cage")
                    .about("grille-pain-g3", "care")
                    .asked("tom", 2, "09:40", """
                            Half a bagel goes down fine and then will not come up; the wire cage grips it. Can the cage
                            be opened out a little?
                            """)
                    .answer("nadia", 2, "11:15", """
                            Good morning Tom. Please do not bend the cage: it centres the bread between the elements,
                            and a bent wire can touch one. The slots take 36 mm. Cut the bagel a little thinner, or
                            press it flat for a moment with a board. If it catches below 30 mm, unplug the toaster, let
                            it cool and tell me which slot: a guide may have come off its hook. Is yours above or below
                            30 mm?
                            """)
                    .scene(),
            english("g3-coeliac-guest", "Cleaning the G3 for a coeliac guest")
                    .about("grille-pain-g3", "care")
                    .asked("fiona", 45, "18:00", """
                            My sister is coeliac and comes next week. Can the G3 be cleaned well enough, or should I buy
                            a second one?
                            """)
                    .answer("karim", 44, "09:25", """
                            Good morning Fiona. Honestly: no. With the cover off, brush and vacuum cleaner remove nearly
                            all of it, but crumbs stay behind the mica sheets and you cannot see them. I would not
                            promise it safe for a coeliac. Toasting bags, sealed, used once and bought for this purpose,
                            or an oven grill with a clean tray, will serve her better than a second toaster.
                            """)
                    .reply("fiona", 44, "12:10", "Thank you for not simply selling me another one. Grill it is.")
                    .rated(YES, 44, "12:11")
                    .scene(),
            french("g3-pieds-impression", "Imprimer les pieds du G3 : PLA, PETG ou TPU ?")
                    .about("grille-pain-g3", "3D", "pièces")
                    .asked("yvonne", 86, "09:00", """
                            Un pied de mon G3 s'est fendu. J'ai l'imprimante de mon petit-fils et le fichier `G3-003`,
                            mais quelle matière choisir ? Le dessous chauffe-t-il beaucoup ?
                            """)
                    .reply("gaspard", 86, "09:35", "PLA pour moi, depuis un an. Imprimé couché, 100 % plein.")
                    .reply("luc", 86, "10:10", """
                            Le mien en PLA s'est tassé d'un millimètre en un été, appareil bancal. Je dirais PETG.
                            """)
                    .answer("thomas", 86, "11:40", """
                            Bonjour Yvonne, j'ai mesuré : 48 °C au pied après cinq cycles de suite, 61 °C si le tiroir à
                            miettes est plein. Le PLA ramollit vers 55 °C, d'où les expériences opposées de Gaspard et
                            de Luc. Le PETG tient jusqu'à 75 °C. Le TPU convient aussi et ne glisse pas ; il est plus
                            lent à imprimer.
                            """)
                    .reply("yvonne", 86, "13:20", "PETG alors. Quelle hauteur de couche ? C'est ma première pièce.")
                    .reply("leonie", 86, "13:45", """
                            0,2 mm, 4 parois, 40 % de remplissage. Et une bordure, sinon ça se décolle du plateau.
                            """)
                    .reply("yvonne", 85, "18:10", "Raté. Une sorte de nid d'hirondelle. J'ai ri, puis beaucoup moins.")
                    .reply("leonie", 85, "18:30", """
                            C'est le plateau : 80 degrés pour du PETG, et un peu de colle en bâton. Pas 60 comme en PLA.
                            """)
                    .reply("gaspard", 85, "19:05", "Et la première couche au ralenti, 20 mm/s. On a tous fait un nid.")
                    .reply("yvonne", 83, "16:00", "Quatre pieds ! L'un est un peu vilain, je le mets derrière.")
                    .reply("luc", 83, "16:20", """
                            Bravo. Pense à limer le téton, il entre en force et il peut fendre la tôle du dessous.
                            """)
                    .answer("thomas", 82, "09:30", """
                            Luc a raison pour le téton : il est 0,15 mm trop large sur le fichier, les imprimantes de
                            bureau déposent un peu de trop. J'ai corrigé le dessin, révision C, et je l'envoie à qui le
                            demande ici.
                            """)
                    .reply("samir", 82, "12:00", "Je veux bien la révision C. TPU 95A de mon côté, je vous dirai.")
                    .reply("samir", 74, "20:40", """
                            TPU posé depuis une semaine : aucun glissement sur le marbre, aucune marque. Une heure vingt
                            le pied, par contre.
                            """)
                    .reply("mireille", 74, "21:05", """
                            Et pour qui n'a pas d'imprimante ? La médiathèque d'ici en prête une le mercredi.
                            """)
                    .answer("maud", 73, "10:00", """
                            Merci à tous les six. Pour qui n'imprime pas : les quatre pieds moulés coûtent 3 € et
                            partent dans une enveloppe ordinaire. En résumé, PETG ou TPU, plateau à 80 °C, révision C du
                            fichier.
                            """)
                    .reply("yvonne", 73, "11:30", "Il ne bouge plus, même quand les tartines sautent.")
                    .ratedTurn(2, YES, 73, "11:31")
                    .scene());

    private ToasterScenes() {}
}
