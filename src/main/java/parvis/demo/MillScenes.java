package parvis.demo;

import static parvis.conversation.Help.NO;
import static parvis.conversation.Help.YES;
import static parvis.demo.Script.english;
import static parvis.demo.Script.french;

import java.util.List;

/** The Moulin M1, sold since 2012 and still asked about by its second owners. */
final class MillScenes {
    static final List<Scene> SCENES = List.of(
            french("m1-meules-2012", "Où trouver les meules d'un moulin M1 de 2012 ?")
                    .about("moulin-m1", "pièces", "meules")
                    .asked("paul-henri", 0, "09:40", """
                            Introuvables chez les revendeurs, les faites-vous encore ? Le moulin vient de mon père, les
                            meules d'origine ne mordent plus. L'axe me paraît carré, mais je ne suis pas mécanicien.
                            """)
                    .note("hugo", 0, "09:52", """
                            Axe carré, donc `M1-201`. Il en restait six à Nantes au dernier pointage. Erwan, tu
                            confirmes avant que je réponde ?
                            """)
                    .scene(),
            french("m1-meules-2014", "Changer les meules d'un M1 de 2014")
                    .about("moulin-m1", "pièces", "meules")
                    .asked("gaspard", 140, "10:15", """
                            Je restaure un M1 de 2014 pour l'association. Quelle référence de meules, et comment sortir
                            la meule fixe sans abîmer le corps ?
                            """)
                    .answer("erwan", 140, "14:00", """
                            Bonjour Gaspard, 2014, donc axe carré et meules `M1-201`, 24 € la paire ; les deux séries
                            sont sur [la page du moulin](/products/moulin-m1).

                            1. Manivelle ôtée, desserrez l'écrou de 13 : le pas est à gauche.
                            2. L'axe descend avec la meule mobile. Gardez les deux rondelles dans l'ordre.
                            3. La meule fixe tient par trois vis et par la rouille. Une goutte d'huile, une nuit, puis
                               tapotez par en dessous avec un manche en bois, jamais au tournevis.

                            Moulez ensuite deux poignées de riz sec pour roder, jetez-les.
                            """)
                    .reply("gaspard", 138, "19:00", "Sorti au manche de balai. Le moulin repart pour dix ans.")
                    .rated(YES, 138, "19:01")
                    .scene(),
            french("m1-reglage-espresso", "Quel réglage pour l'espresso ?")
                    .about("moulin-m1", "réglage")
                    .asked("bastien", 60, "08:45", """
                            Combien de quarts de tour pour une machine à levier ? À zéro ça bloque, à deux ça coule
                            comme de l'eau.
                            """)
                    .reply("paul-henri", 60, "09:50", """
                            Trois quarts de tour depuis le blocage, chez moi, avec un café de la semaine.
                            """)
                    .answer("julien", 60, "11:05", """
                            Bonjour Bastien, partez du blocage, desserrez de trois quarts de tour comme Paul-Henri, puis
                            corrigez par huitièmes. Visez 25 à 30 secondes pour 36 g en tasse. Ne serrez jamais à vide :
                            les meules se touchent et perdent leur fil en quelques tours.
                            """)
                    .ratedTurn(0, YES, 58, "07:55")
                    .scene(),
            french("m1-manivelle-saute", "La manivelle saute un cran")
                    .about("moulin-m1", "bruits", "pièces")
                    .asked("chantal", 29, "15:40", """
                            Tous les deux tours la manivelle avance dans le vide avec un petit tac. Mes bras n'y sont
                            pour rien !
                            """)
                    .handOver("hugo", "erwan", 29, "16:00", "Moulin, mécanique : pour toi.")
                    .answer("erwan", 29, "17:15", """
                            Bonjour Chantal, vos bras sont hors de cause. Le rochet `M1-044` a perdu une dent, ou son
                            ressort `M1-046` a molli. Retirez le chapeau de laiton et regardez : si la petite lame
                            revient mollement, c'est le ressort, 1,80 €. Je mets les deux dans l'enveloppe, vous
                            renverrez celui qui ne sert pas, ou pas.
                            """)
                    .reply("chantal", 22, "10:20", "C'était le ressort. Je garde le rochet, à mon âge on prévoit.")
                    .rated(YES, 22, "10:21")
                    .scene(),
            french("m1-grain-bloque", "Un grain bloque tout")
                    .about("moulin-m1", "entretien")
                    .asked("solene", 180, "07:30", """
                            Bloqué net, impossible de tourner ni dans un sens ni dans l'autre. Il y a peut-être un petit
                            caillou.
                            """)
                    .reply("luc", 180, "08:20", """
                            Ne force pas. Ouvre le réglage de trois tours, retourne le moulin, un coup sec du plat de la
                            main sur le fond. Le caillou tombe dans le tiroir.
                            """)
                    .reply("solene", 180, "08:40", "Un vrai petit caillou, gris. Merci Luc !")
                    .rated(YES, 180, "08:41")
                    .scene(),
            french("m1-points-de-rouille", "Des points de rouille sur les meules")
                    .about("moulin-m1", "entretien", "meules")
                    .asked("luc", 10, "18:30", """
                            De petits points orange sur le bord des meules, moulin de 2018. Je l'avais lavé à l'eau, je
                            sais, je sais.
                            """)
                    .answer("nadia", 9, "09:15", """
                            Bonjour Luc, cela arrive à tout le monde une fois. Moulez deux poignées de riz sec, brossez,
                            puis passez un chiffon à peine huilé, huile de paraffine alimentaire. Les points partent en
                            surface et n'altèrent pas le goût.
                            """)
                    .rated(NO, 2, "19:40", """
                            Fait deux fois. Les points sont revenus en trois jours et le café sent le fer.
                            """)
                    .scene(),
            french("m1-notice-audio", "Une notice que l'on puisse écouter")
                    .about("moulin-m1", "accessibilité", "idée")
                    .asked("rene", 220, "11:00", """
                            Ma femme démonte et nettoie le moulin elle-même, au toucher. La notice ne lui sert à rien.
                            Existe-t-il un enregistrement, ou un texte simple que je puisse lui lire ?
                            """)
                    .answer("julien", 219, "10:00", """
                            Bonjour René, il n'y en a pas, et il devrait y en avoir. Voici le texte, écrit pour les
                            doigts et relu avec Erwan :

                            1. Posez le moulin debout, le tiroir vers vous. La manivelle est en haut, son bouton à
                               droite.
                            2. Tirez la manivelle vers le haut : elle vient avec un petit effort.
                            3. Sous elle, un écrou à six pans, gros comme un pouce. Tournez-le vers la droite, il se
                               desserre à l'envers des autres.
                            4. L'axe tombe dans votre main gauche. Brossez, remettez, serrez vers la gauche.

                            Dites-nous ce qui manque, nous l'enregistrerons ensuite.
                            """)
                    .reply("rene", 216, "16:25", """
                            Elle l'a fait seule, en écoutant. Il manque le sens des rondelles : la creuse en dessous.
                            """)
                    .rated(YES, 216, "16:27")
                    .scene(),
            french("m1-tiroir-ne-ferme-plus", "Le tiroir du moulin ne ferme plus")
                    .about("moulin-m1", "pièces")
                    .asked("agathe", 3, "11:00", """
                            Il dépasse de 5 mm et le café se répand sur la table. J'ai retourné, secoué, soufflé, rien.
                            """)
                    .answer("erwan", 3, "14:25", """
                            Bonjour Agathe, le bois a gonflé ou une glissière s'est levée. Sortez le tiroir et passez
                            une règle le long des deux réglettes blanches. Si l'une bombe, recollez-la à la colle à
                            bois, une nuit sous un livre, ou demandez-moi la paire `M1-060`, 4 €. Si elles sont droites,
                            laissez le tiroir deux jours dans une pièce sèche et redites-moi. Laquelle des deux ?
                            """)
                    .scene(),
            english("m1-which-burrs-2012", "Which burrs fit a 2012 M1?")
                    .about("moulin-m1", "parts", "burrs")
                    .asked("tom", 19, "20:50", """
                            Got a 2012 M1 from a flea market in Rennes. The shop lists M1-201 and M1-210 and I can't
                            tell them apart.
                            """)
                    .answer("erwan", 18, "09:10", """
                            Good morning Tom. Take the crank off and look at the end of the shaft: a square takes
                            `M1-201` (2012 to 2015), a hexagon takes `M1-210` (since 2016). Yours will be square. €24
                            the pair, both are in stock in Nantes. The nut has a left-hand thread, so turn it clockwise
                            to loosen it.
                            """)
                    .rated(YES, 18, "13:05")
                    .scene());

    private MillScenes() {}
}
