package parvis.demo;

import static parvis.conversation.Help.NO;
import static parvis.conversation.Help.PARTLY;
import static parvis.conversation.Help.YES;
import static parvis.demo.Script.english;
import static parvis.demo.Script.french;

import java.util.List;

/** The Bouilloire B1: the recall of this week, and the scale of every week. */
final class KettleScenes {
    static final List<Scene> SCENES = List.of(
            french("b1-lot-26-30", "Ma bouilloire porte le lot 26-30, suis-je concernée ?")
                    .about("bouilloire-b1", "rappel")
                    .asked("aicha", 0, "08:40", """
                            Bonjour, j'ai lu l'annonce du rappel. Sous mon socle il est écrit lot 26-30. C'est juste
                            avant, est-ce que je peux continuer à m'en servir ?
                            """)
                    .answer("karim", 0, "08:54", """
                            Bonjour Aïcha, non, vous n'êtes pas concernée : le rappel porte sur les lots 26-31 à 26-36.
                            Le fournisseur du thermostat a changé à partir de 26-31. Votre lot a encore l'ancien, et
                            nous avons rouvert vingt bouilloires du lot 26-30 pour nous en assurer. Vous pouvez vous en
                            servir.
                            """)
                    .rated(YES, 0, "09:05")
                    .scene(),
            french("b1-lot-efface", "Bouilloire B1, lot effacé sur le socle")
                    .about("bouilloire-b1", "rappel")
                    .asked("aicha", 1, "10:15", """
                            Sur la bouilloire de ma mère, je ne lis plus que « 26- » puis plus rien, que faut-il faire ?
                            Elle a 82 ans et elle s'en sert dix fois par jour.
                            """)
                    .note("hugo", 1, "10:40", """
                            Karim, est-ce que le lot est répété ailleurs ? Au retour de chaîne on voyait un code sous le
                            filtre.
                            """)
                    .handOver("hugo", "karim", 1, "10:42", "Rappel et personne âgée : à prendre en premier.")
                    .scene(),
            french("b1-rappel-delai", "Rappel : combien de temps pour l'échange ?")
                    .about("bouilloire-b1", "rappel", "livraison")
                    .asked("karine", 1, "17:20", """
                            Lot 26-34, débranchée hier soir. Vous la remplacez quand ? Faut-il le ticket ?
                            """)
                    .answer("hugo", 1, "17:38", """
                            Bonjour Karine, merci de l'avoir débranchée. Il ne faut pas de ticket : le numéro de lot et
                            votre adresse suffisent, en message privé ou par courriel à bonjour@tilleul.test.

                            La nouvelle part sous deux jours ouvrés, l'étiquette de retour est dans le carton. Gardez
                            l'ancienne jusque-là, sans la jeter : Karim les ouvre toutes. En attendant, une casserole
                            est plus sûre qu'une bouilloire prêtée du même lot.
                            """)
                    .scene(),
            french("b1-rappel-colere", "Rappel B1 : vous vous moquez du monde")
                    .about("bouilloire-b1", "rappel")
                    .asked("quentin", 1, "09:05", """
                            J'apprends par un VOISIN que ma bouilloire peut chauffer à vide sans s'arrêter. Par un
                            voisin !! J'ai deux enfants. Vous avez mon adresse, mon mail, mon téléphone depuis l'achat.
                            Personne ne m'a rien envoyé. C'est ça, la maison sérieuse ?
                            """)
                    .reply("chantal", 1, "09:40", """
                            Pareil ici, rien reçu. Heureusement que je passe sur cette place le matin.
                            """)
                    .note("maud", 1, "09:45", """
                            Il a raison sur le fond : son achat est dans nos fichiers et le courriel n'est pas parti. Il
                            faut que ce soit Claire qui réponde.
                            """)
                    .handOver("maud", "claire", 1, "09:48", "Claire, cette réponse doit venir de vous, ce matin.")
                    .answer("claire", 1, "10:25", """
                            Bonjour Quentin, vous avez raison d'être en colère. Nous devions vous écrire avant tout le
                            monde, et nous ne l'avons pas fait : 312 adresses ont été oubliées dans notre premier envoi,
                            dont la vôtre. C'est notre faute, pas celle d'un prestataire. Elles ont toutes reçu un
                            message ce matin à 10 h, et un appel suit d'ici ce soir.

                            Ne la rebranchez pas. Une bouilloire neuve, d'un lot vérifié, part aujourd'hui à votre
                            adresse de commande. Je vous appellerai moi-même entre 12 h et 13 h ; si vous préférez que
                            je ne le fasse pas, dites-le et je m'abstiendrai.
                            """)
                    .reply("max", 1, "11:10", """
                            Laissez tomber cette marque, bouilloires à -70 % sur mon site, code BOUIL70, lien dans mon
                            profil !!!
                            """)
                    .report(
                            "chantal",
                            1,
                            "11:22",
                            "advertising",
                            "Il profite d'un rappel pour vendre ses bouilloires, c'est indécent.")
                    .hide("maud", 1, "11:30", """
                            Publicité sans rapport avec la question. La personne a été prévenue et peut contester.
                            """)
                    .ratedTurn(
                            3,
                            NO,
                            1,
                            "12:05",
                            "Des excuses d'accord, mais qui me garantit que la neuve n'a pas le même défaut ?")
                    .handOver(
                            "claire",
                            "karim",
                            1,
                            "12:12",
                            "Il veut des preuves et non des excuses. Elles sont chez toi.")
                    .answer("karim", 1, "14:10", """
                            Je suis responsable de la qualité, la question est pour moi. Le défaut vient d'un thermostat
                            reçu pendant six semaines ; la pièce avait changé de fournisseur sans que notre contrôle
                            d'entrée le voie. Les bouilloires que nous envoyons portent le lot 26-41 ou suivant :
                            chacune a chauffé trois fois à vide sur le banc, avec la date et le nom de l'opérateur sur
                            l'étiquette sous le socle. Si l'étiquette manque, ne la branchez pas et appelez-moi.
                            """)
                    .reply("quentin", 1, "18:20", """
                            Mme Vasseur m'a appelé, ok. Là au moins c'est précis. J'attends le colis mais je reconnais
                            que vous répondez.
                            """)
                    .ratedTurn(9, YES, 1, "18:22")
                    .scene(),
            french("b1-bouton-au-toucher", "Un bouton que l'on sent sous le doigt")
                    .about("bouilloire-b1", "accessibilité")
                    .asked("rene", 0, "07:55", """
                            Ma femme ne voit presque plus. Le bouton de la B1 est lisse et elle ne sait pas si la
                            bouilloire est en marche. Existe-t-il une pièce avec un relief, ou un point à coller qui
                            tienne à la vapeur ?
                            """)
                    .handOver(
                            "maud",
                            "julien",
                            0,
                            "08:35",
                            "Ce serait pour le bouton en test. Peux-tu lui répondre ce matin ?")
                    .note("julien", 0, "08:52", """
                            Le prototype à relief `B1-033` est chez douze foyers. Il en reste quatre. Je vérifie qu'on
                            peut lui en envoyer un hors test avant de lui écrire.
                            """)
                    .scene(),
            french("b1-calcaire-vinaigre", "Du calcaire malgré le vinaigre")
                    .about("bouilloire-b1", "entretien", "calcaire")
                    .asked("joelle", 88, "15:30", """
                            Je détartre au vinaigre blanc tous les mois et il reste une croûte au fond. L'eau est très
                            dure chez nous. Que faire de plus ?
                            """)
                    .answer("nadia", 87, "09:10", """
                            Bonjour Joëlle, le vinaigre froid agit trop lentement sur une croûte déjà épaisse.

                            1. Versez 50 cl d'eau et deux cuillères à soupe d'acide citrique.
                            2. Faites bouillir, débranchez, laissez une heure.
                            3. Videz, rincez deux fois, faites bouillir une eau claire et jetez-la.

                            Ne grattez pas : l'inox rayé retient le tartre. Par eau dure, un petit détartrage tous les
                            quinze jours vaut mieux qu'un grand par mois.
                            """)
                    .reply("joelle", 85, "10:00", "Comme neuve. L'acide citrique m'a coûté 3 € pour l'année.")
                    .rated(YES, 85, "10:01")
                    .scene(),
            french("b1-fuite-fenetre", "Une fuite sous la fenêtre de niveau")
                    .about("bouilloire-b1", "fuite", "garantie")
                    .asked("luc", 130, "07:40", """
                            Une goutte perle en bas de la fenêtre transparente, côté poignée. Au bout d'une heure, une
                            petite flaque sur le socle.
                            """)
                    .answer("hugo", 130, "09:30", """
                            Bonjour Luc, débranchez-la tant qu'il y a de l'eau sur le socle. Est-elle remplie au-dessus
                            du trait maximum ? Au-delà, l'eau passe par l'évent de la fenêtre.
                            """)
                    .rated(NO, 130, "18:15", "Non, elle fuit même à moitié pleine. Votre question ne m'aide pas.")
                    .handOver("hugo", "nadia", 130, "18:20", "Ce n'est pas le niveau, il a vérifié.")
                    .answer("nadia", 129, "09:05", """
                            Bonjour Luc, alors c'est le joint de fenêtre `B1-027`. Il a durci, souvent après un
                            détartrage à l'acide trop concentré. Deux vis cruciformes dans la poignée, la fenêtre se
                            tire vers le bas, le joint se remplace à la main. Cinq minutes, sans outil spécial.

                            Il est pris en charge pour vous : il part aujourd'hui par lettre suivie.
                            """)
                    .reply("luc", 125, "19:30", "Joint changé, plus une goutte depuis deux jours. C'était bien ça.")
                    .rated(YES, 125, "19:31")
                    .scene(),
            french("b1-bec-goutte", "Le bec goutte en servant")
                    .about("bouilloire-b1", "fuite")
                    .asked("bernard", 17, "16:50", """
                            À chaque tasse, une goutte revient sous le bec et tombe sur la nappe. Petit défaut, mais
                            quotidien.
                            """)
                    .answer("julien", 16, "10:20", """
                            Bonjour Bernard, versez un peu plus vite au début et relevez d'un geste net : la goutte
                            revient surtout quand on verse lentement. Vérifiez aussi que le filtre `B1-012` est bien
                            enclenché ; s'il dépasse, il guide l'eau vers l'extérieur.
                            """)
                    .rated(PARTLY, 14, "08:45", """
                            Le filtre dépassait, c'est mieux. Il reste une goutte quand elle est pleine.
                            """)
                    .answer("julien", 14, "11:30", """
                            Merci de l'avoir dit. Pleine, elle goutte : l'arête du bec est trop ronde, c'est notre
                            dessin. Elle a été reprise depuis la série 2025. Je n'ai pas de pièce à vous vendre pour
                            cela, et je préfère vous le dire que de vous faire essayer autre chose.
                            """)
                    .rated(PARTLY, 13, "09:00")
                    .scene(),
            french("b1-arret-avant-ebullition", "Elle s'arrête avant l'ébullition")
                    .about("bouilloire-b1", "calcaire", "entretien")
                    .asked("yvonne", 210, "08:20", """
                            Ma B1 s'éteint vers 80 degrés, je dois la relancer deux fois pour une théière.
                            """)
                    .reply("gaspard", 210, "09:05", """
                            Du tartre sur le fond, presque toujours. La sonde croit que ça bout.
                            """)
                    .answer("nadia", 210, "10:15", """
                            Bonjour Yvonne, Gaspard a l'œil. La sonde sent la chaleur du fond : sous une couche de
                            tartre, le fond est brûlant alors que l'eau ne l'est pas. Détartrez à l'acide citrique, deux
                            cuillères à soupe pour 50 cl, une heure. Si elle s'arrête encore après cela, écrivez-moi, je
                            regarderai la sonde.
                            """)
                    .rated(YES, 208, "17:10")
                    .scene(),
            french("b1-temperature-the-vert", "Peut-on régler à 80 °C pour le thé vert ?")
                    .about("bouilloire-b1", "idée")
                    .asked("nour", 24, "21:30", """
                            Je bois surtout du thé vert et j'attends à chaque fois que ça refroidisse. Il y a un réglage
                            caché ?
                            """)
                    .answer("julien", 23, "09:45", """
                            Bonjour Nour, pas de réglage caché : un thermostat électronique serait la première pièce à
                            mourir, et la plus chère. Deux repères sûrs à la place. Couvercle ouvert, l'eau perd environ
                            4 °C par minute : cinq minutes pour 80 °C. Ou versez un quart d'eau froide sur trois quarts
                            d'eau bouillante, vous y êtes tout de suite. Est-ce que le second vous convient ?
                            """)
                    .scene(),
            english("b1-recall-ireland", "Recall: does batch 26-33 sold in Ireland count?")
                    .about("bouilloire-b1", "recall")
                    .asked("declan", 0, "09:20", """
                            My kettle says 26-33 under the base. I bought it in Cork, not in France. Is it in the
                            recall, and who pays for sending it back?
                            """)
                    .handOver("hugo", "maud", 0, "09:45", "Vendue à Cork : tu as la liste des revendeurs étrangers ?")
                    .scene(),
            english("b1-limescale-flakes", "White flakes floating in the water")
                    .about("bouilloire-b1", "limescale", "care")
                    .asked("emily", 11, "07:30", """
                            Little white flakes in every cup since last week. Is the steel peeling?
                            """)
                    .reply("tom", 11, "08:10", """
                            It's limescale, not steel. Two tablespoons of citric acid in half a litre, boil, leave an
                            hour, rinse twice. Bristol water is just as bad and mine comes up like new.
                            """)
                    .rated(YES, 10, "19:00")
                    .scene(),
            english("b1-110-volts", "Can the B1 run on 110 V?")
                    .about("bouilloire-b1", "plug")
                    .asked("priya", 105, "17:20", """
                            Moving to Boston for a year. Will the kettle work there with a simple adaptor, or would it
                            be unsafe?
                            """)
                    .answer("thomas", 104, "10:30", """
                            Good morning. It is not unsafe, only useless: at 110 V the element gives a quarter of its
                            power, so about a quarter of an hour for a litre. A transformer for 2,000 W weighs fifteen
                            kilos. Please leave it in a cupboard for the year, dry and with the lid open.
                            """)
                    .rated(YES, 104, "14:45")
                    .scene());

    private KettleScenes() {}
}
