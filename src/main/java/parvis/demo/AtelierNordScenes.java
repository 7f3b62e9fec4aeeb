package parvis.demo;

import static parvis.conversation.Help.NO;
import static parvis.conversation.Help.PARTLY;
import static parvis.conversation.Help.YES;
import static parvis.demo.Script.english;
import static parvis.demo.Script.french;

import java.util.List;

/** The second, smaller brand. Some of its customers are also Maison Tilleul's: neither house may know. */
final class AtelierNordScenes {
    static final List<Scene> SCENES = List.of(
            french("l1-variateur-gresille", "Le variateur grésille à mi-course")
                    .about("lampe-l1", "variateur", "bruits")
                    .asked("nour", 21, "19:40", """
                            À fond, silence. À moitié, un petit grésillement d'insecte. L'ampoule est une LED neuve.
                            """)
                    .answer("britt", 20, "09:30", """
                            Bonjour Nour, c'est l'ampoule qui chante, pas la lampe. Beaucoup de LED acceptent mal la
                            variation même quand la boîte dit oui. Essayez une ampoule marquée « variation en fin de
                            phase », 9 W au plus. Si elle grésille aussi, je vous envoie un variateur `L1-06`.
                            """)
                    .rated(YES, 17, "20:10")
                    .scene(),
            english("l1-flicker-low", "L1 flickers at the lowest setting")
                    .about("lampe-l1", "dimmer")
                    .asked("priya", 6, "20:30", """
                            Lovely lamp, but at the bottom of the dial it flickers like a candle. Intended?
                            """)
                    .answer("britt", 5, "10:00", """
                            Good morning. Not intended. Under the dial there is a small screw, a flat 2 mm one: it sets
                            the lowest brightness. Unplug the lamp, turn the screw an eighth to the right, try again.
                            Two eighths settle it with nearly every bulb.
                            """)
                    .rated(PARTLY, 4, "21:00", "Better after three eighths, still a flicker when the fridge starts.")
                    .answer("britt", 3, "09:20", """
                            Then the dimmer passes on what the mains does, and a screw will not cure it. Part `L1-06`
                            has had a filter since last year; I am posting you one under warranty. Two wires, no
                            soldering.
                            """)
                    .scene(),
            french("t2-grince", "Le tabouret grince quand on se penche")
                    .about("tabouret-t2", "bruits", "entretien")
                    .asked("samir", 44, "13:00", """
                            Depuis le chauffage rallumé, il grince à chaque mouvement. J'ai resserré ce que je voyais.
                            """)
                    .answer("britt", 44, "15:10", """
                            Bonjour Samir, le frêne sèche et se retire d'un demi-millimètre. Resserrez les quatre vis
                            `T2-02` en croix, un quart de tour chacune, tabouret à l'envers, avec la clé de 5. S'il
                            grince encore, une trace de cire d'abeille sur les tenons.
                            """)
                    .rated(YES, 43, "18:30")
                    .scene(),
            english("t2-which-height", "Which height for a 90 cm worktop?")
                    .about("tabouret-t2", "size")
                    .asked("tom", 70, "11:25", """
                            45 or 63 cm for a kitchen worktop at 90? I'm 1.88 m tall if that matters.
                            """)
                    .answer("jeanne", 70, "14:00", """
                            Good afternoon Tom. 63 cm. You want 25 to 30 cm between seat and worktop, and your knees
                            will thank you. If you find it low, the pads `T2-09` add one centimetre.
                            """)
                    .rated(YES, 69, "19:00")
                    .scene(),
            english("l1-uk-bulb", "Does the L1 take a British bulb?")
                    .about("lampe-l1", "bulb")
                    .asked("emily", 0, "08:30", """
                            I only have bayonet bulbs at home. Will one fit, or is there a holder I can swap?
                            """)
                    .scene(),
            french("t2-huiler-frene", "Quelle huile pour le frêne ?")
                    .about("tabouret-t2", "entretien")
                    .asked("agathe", 100, "16:20", "L'assise a grisé près de la fenêtre. Huile de lin, cire, vernis ?")
                    .answer("arnaud", 100, "16:50", "Bonjour Agathe, toutes conviennent, c'est affaire de goût.")
                    .rated(NO, 100, "17:30", "Je demandais un conseil, pas une politesse.")
                    .handOver("arnaud", "britt", 99, "08:30", "Elle a raison. Tu lui expliques ?")
                    .answer("britt", 99, "10:15", """
                            Bonjour Agathe, huile dure pour plan de travail, jamais d'huile de lin pure : elle reste
                            collante et jaunit le frêne. Poncez au grain 240 dans le fil, une couche mince, essuyez au
                            bout de quinze minutes, une seconde le lendemain. Étalez les chiffons à plat dehors pour les
                            sécher : en boule, ils peuvent s'enflammer seuls.
                            """)
                    .rated(YES, 95, "12:00")
                    .scene(),
            french("nord-colis-deux-cartons", "Un carton sur deux est arrivé")
                    .privately()
                    .about("tabouret-t2", "livraison")
                    .asked("karine", 1, "15:45", """
                            J'ai commandé deux tabourets, AN-1932. Un seul carton. Le second suit-il ?
                            """)
                    .answer("arnaud", 1, "16:10", """
                            Bonjour Karine, oui, il voyage à part et il est à une journée derrière le premier. Si vous
                            ne l'avez pas demain à 17 h, répondez à ce message et je vous en envoie un autre sans
                            attendre l'enquête.
                            """)
                    .scene(),
            english("nord-repair-at-home", "A cracked leg: repair or replace?")
                    .about("tabouret-t2", "repair")
                    .asked("declan", 2, "09:10", """
                            One leg has split along the grain, about 8 cm. Glue it, or is it finished?
                            """)
                    .note("arnaud", 2, "09:30", """
                            Britt, fente dans le fil sous le tenon : on colle ou on change ? Il est à Cork.
                            """)
                    .handOver("arnaud", "britt", 2, "09:32", "Question de bois, pour toi.")
                    .scene());

    private AtelierNordScenes() {}
}
