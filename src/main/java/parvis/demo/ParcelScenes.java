package parvis.demo;

import static parvis.conversation.Help.NO;
import static parvis.conversation.Help.YES;
import static parvis.demo.Script.english;
import static parvis.demo.Script.french;

import java.util.List;

/** Orders, deliveries, warranties: mostly private, because they hold addresses, and mostly urgent to one person. */
final class ParcelScenes {
    static final List<Scene> SCENES = List.of(
            french("colis-petite-fille", "Où est le colis pour ma petite-fille ?")
                    .privately()
                    .about("grille-pain-g3", "livraison")
                    .asked("odette", 0, "09:15", """
                            Bonjour, j'ai commandé un grille pain pour ma petite fille qui s'installe, c'est son
                            anniversaire demain. Il n'est pas arrivé chez elle. Je ne sais pas me servir du lien de
                            suivi. Commande MT-48402. Merci de votre patience, Odette Garrigue.
                            """)
                    .answer("hugo", 0, "09:33", """
                            Bonjour Madame Garrigue, votre colis est à Toulouse, au dépôt du transporteur depuis 6 h 12.
                            Je viens de les avoir au téléphone : il part en tournée et sera chez votre petite-fille
                            avant 13 h. Vous n'avez rien à faire, ni elle, sauf d'ouvrir la porte. Si à 13 h il n'est
                            pas là, appelez-moi, je le suis.
                            """)
                    .rated(YES, 0, "09:41", "Merci jeune homme, je suis rassurée.")
                    .scene(),
            french("colis-voisin-inconnu", "Colis déposé chez un voisin inconnu")
                    .privately()
                    .about("blender-v2", "livraison")
                    .asked("joelle", 0, "10:05", """
                            Le suivi dit « remis à un voisin, M. Bertin ». Personne dans l'immeuble ne s'appelle comme
                            ça et personne ne l'a reçu. C'est un blender, commande MT-48361. Que fait-on ?
                            """)
                    .scene(),
            english("parcel-customs-glasgow", "Parcel held at customs in Glasgow")
                    .privately()
                    .about("robot-r2", "delivery")
                    .asked("fiona", 1, "16:30", """
                            The hook I ordered (MT-48318) has been "awaiting information" at customs for six days.
                            Nobody tells me which information. Do I have to do something?
                            """)
                    .note("hugo", 1, "16:55", """
                            Le code douanier manque sur la facture jointe. J'ai demandé une facture corrigée à la
                            comptabilité, je réponds dès que je l'ai.
                            """)
                    .scene(),
            french("vis-manquante", "Il manque la vis dans le sachet")
                    .privately()
                    .about("moulin-m1", "pièces", "livraison")
                    .asked("agathe", 2, "16:20", """
                            J'ai reçu les glissières M1-060, commande MT-48340, mais trois vis au lieu de quatre.
                            """)
                    .answer("hugo", 2, "16:45", """
                            Bonjour Agathe, deux vis partent ce soir par lettre, au cas où la première roulerait sous un
                            meuble. Pour ne pas attendre : c'est une vis à bois de 2,5 × 12 mm, toute quincaillerie en
                            a. Dites-moi si vous préférez être remboursée du sachet.
                            """)
                    .scene(),
            french("troisieme-relance", "Troisième relance : ma pièce n'arrive pas")
                    .privately()
                    .about("bouilloire-b1", "livraison", "pièces")
                    .asked("etienne", 4, "08:30", """
                            Filtre B1-012 payé il y a trois semaines, MT-47955. Deux courriels, deux réponses toutes
                            faites. Soit vous l'avez et vous l'envoyez, soit vous ne l'avez pas et vous le dites.
                            """)
                    .answer("hugo", 4, "09:10", """
                            Bonjour, votre commande est en préparation et sera expédiée dans les meilleurs délais.
                            """)
                    .rated(NO, 4, "09:20", "Voilà. Troisième réponse toute faite.")
                    .handOver("hugo", "claire", 4, "09:35", """
                            J'ai collé la phrase type sans regarder. Le filtre est en rupture depuis un mois et personne
                            ne le lui a dit.
                            """)
                    .answer("claire", 4, "11:00", """
                            Bonjour Monsieur Garnier, la vérité d'abord : nous n'avons plus ce filtre, et vous auriez dû
                            le savoir le jour de la commande. La boutique le vend encore par erreur ; j'ai fait retirer
                            la page.

                            J'en ai pris un sur une bouilloire neuve de l'exposition, il part à midi en suivi, vous
                            l'avez sous deux jours. Les 4,90 € vous sont rendus, avec nos excuses pour les trois
                            réponses.
                            """)
                    .reply("etienne", 2, "12:10", "Reçu ce matin. C'est tout ce que je demandais, une réponse vraie.")
                    .rated(YES, 2, "12:11")
                    .scene(),
            french("changer-adresse", "Changer l'adresse avant l'envoi")
                    .privately()
                    .about("moulin-m1", "livraison")
                    .asked("chantal", 7, "14:30", """
                            Je serai chez ma sœur à Quimper la semaine prochaine. Peut-on y envoyer MT-48290 ?
                            """)
                    .answer("hugo", 7, "14:50", """
                            Bonjour Chantal, oui, il n'est pas encore emballé. Donnez-moi l'adresse complète et un
                            numéro pour le livreur.
                            """)
                    .reply("chantal", 7, "15:15", """
                            12 rue des Boucheries, Quimper, chez Le Bihan. Le téléphone est dans mon compte.
                            """)
                    .answer("hugo", 7, "15:25", """
                            C'est noté pour cet envoi seulement, votre adresse habituelle ne change pas. Il part demain
                            matin.
                            """)
                    .rated(YES, 5, "10:00")
                    .scene(),
            french("garantie-sans-ticket", "Garantie sans ticket de caisse")
                    .privately()
                    .about("robot-r2", "garantie")
                    .asked("luc", 57, "19:20", """
                            Le R2 acheté en magasin en 2022 ne démarre plus. Je n'ai plus le ticket. Le numéro de série
                            est R2-22-04410.
                            """)
                    .answer("hugo", 56, "08:45", """
                            Bonjour Luc, le numéro de série suffit : le vôtre est sorti de chez nous en septembre 2022,
                            la garantie court donc jusqu'en septembre 2027. L'étiquette de port est jointe à ce message,
                            gardez le bol et les outils.
                            """)
                    .handOver("hugo", "erwan", 55, "09:00", "Arrive à Nantes demain. Ne démarre plus, 2022.")
                    .note("erwan", 53, "11:20", """
                            Interrupteur de tête oxydé, `R2-058`. Changé, essayé vingt minutes en charge.
                            """)
                    .answer("erwan", 53, "11:30", """
                            Bonjour Luc, c'était l'interrupteur de tête. Il est changé, le robot a pétri vingt minutes
                            sur le banc et repart ce soir. L'ancienne pièce est dans le sachet, vous verrez le contact
                            noirci. Rien à payer.
                            """)
                    .rated(YES, 50, "18:00")
                    .scene(),
            french("retour-refuse", "Retour refusé")
                    .privately()
                    .about("moulin-m1", "garantie", "livraison")
                    .asked("helene", 250, "17:40", """
                            Mon retour du moulin est refusé parce que j'ai ouvert le carton. Comment savoir s'il me
                            convient sans l'ouvrir ? Commande MT-41877.
                            """)
                    .answer("hugo", 249, "09:20", """
                            Bonjour Hélène, le moulin a servi : il reste du café dans les meules, et nous ne pouvons
                            plus le vendre comme neuf. Je peux vous le reprendre pour l'occasion, à 60 % du prix.
                            """)
                    .rated(NO, 249, "18:15", """
                            Ouvrir n'est pas user. J'avais moulu dix grains. Je le garde, mais je suis déçue.
                            """)
                    .answer("maud", 248, "10:10", """
                            Bonjour Hélène, vous deviez pouvoir l'essayer, et notre page de retours ne disait rien du
                            contraire. Elle dit désormais ce que l'on peut faire avant de renvoyer. Si vous changez
                            d'avis d'ici un mois, je le reprends à son prix entier.
                            """)
                    .rated(NO, 247, "18:05", "Merci, mais c'était à dire avant. Je le garde.")
                    .close("maud", 246, "09:30")
                    .scene(),
            english("charged-twice", "Charged twice for one seal")
                    .privately()
                    .about("blender-v2", "order")
                    .asked("priya", 16, "09:50", """
                            One V2-017 seal, order MT-48102, and two payments of €2.80 plus postage on my card.
                            """)
                    .answer("hugo", 16, "10:30", """
                            Good morning Priya. You are right, the payment was sent twice when our page stalled. I have
                            refunded the second one, €6.70 with the postage; your bank will show it within five days.
                            The seal left yesterday.
                            """)
                    .rated(YES, 12, "08:15", "Refund arrived, thank you.")
                    .scene(),
            french("facture-association", "Une facture au nom de l'association")
                    .privately()
                    .tagged("facture")
                    .asked("gaspard", 31, "11:20", """
                            Il me faudrait la facture MT-47720 au nom de l'association et non au mien. C'est pour quatre
                            pignons.
                            """)
                    .answer("hugo", 31, "11:50", """
                            Bonjour Gaspard, c'est fait : la facture corrigée est jointe, l'ancienne est annulée par un
                            avoir, gardez les deux. Pour la suite, je peux enregistrer l'association dans votre compte ;
                            dites-le et je m'en occupe.
                            """)
                    .rated(YES, 30, "09:10")
                    .scene(),
            french("oubliez-message", "Colis non reçu (oubliez !)")
                    .privately()
                    .tagged("livraison")
                    .asked("victor", 77, "18:45", "Colis MT-46533 marqué livré, rien dans la boîte.")
                    .reply("victor", 77, "18:58", "Oubliez, la gardienne l'avait. Bonne soirée.")
                    .close("hugo", 76, "08:35")
                    .scene(),
            french("atelier-nantes-depot", "Déposer un appareil à l'atelier de Nantes")
                    .tagged("atelier", "réparation")
                    .asked("solene", 90, "12:15", """
                            Peut-on venir sans rendez-vous avec un appareil, et rester pendant la réparation ? Je viens
                            de Lorient.
                            """)
                    .answer("erwan", 90, "14:40", """
                            Bonjour Solène, oui aux deux, de 9 h à 18 h 30. Sans rendez-vous, je regarde tout de suite
                            et je vous dis combien de temps et combien d'euros avant de toucher une vis. Si vous venez
                            de loin, écrivez la veille quel appareil et quelle panne : je vérifie que la pièce est là.
                            Il y a une table pour travailler à côté de moi, et un café moulu au M1.
                            """)
                    .reply("helene", 90, "18:20", """
                            J'y étais le mois dernier, on repart en sachant démonter son robot. Prévoir une heure.
                            """)
                    .ratedTurn(0, YES, 89, "08:00")
                    .scene(),
            french("garantie-appareil-offert", "La garantie suit-elle l'appareil offert ?")
                    .tagged("garantie")
                    .asked("mathilde", 170, "20:00", """
                            J'offre mon Robot R2 de 2022 à mon frère. Garde-t-il la garantie, ou est-ce qu'elle est à
                            mon nom ?
                            """)
                    .answer("karim", 169, "09:40", """
                            Bonjour Mathilde, la garantie est attachée à l'appareil et à son numéro de série, pas à la
                            personne. Votre frère en profite jusqu'à la fin des cinq ans, sans formalité. Il en va de
                            même pour un appareil revendu.
                            """)
                    .rated(YES, 168, "07:30")
                    .scene(),
            english("delivery-ireland", "Do you deliver parts to Ireland?")
                    .tagged("delivery", "parts")
                    .asked("declan", 68, "16:10", """
                            I can see the parts but the shop only lists France and Belgium. Is Ireland possible, and at
                            what cost?
                            """)
                    .answer("hugo", 68, "17:05", """
                            Good afternoon Declan. Yes: write to us with the part numbers and I make the order by hand.
                            Small parts go by letter for €3.90, about six days; anything over 2 kg costs €14. There are
                            no customs between us, so the price you see is the price you pay.
                            """)
                    .rated(YES, 67, "09:00")
                    .scene());

    private ParcelScenes() {}
}
