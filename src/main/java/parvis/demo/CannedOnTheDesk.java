package parvis.demo;

import java.time.Instant;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import parvis.brand.Brand.LocalText;
import parvis.brand.HouseNumbers;
import parvis.conversation.CannedAnswers;
import parvis.conversation.CannedAnswers.Wording;
import parvis.database.Transactions;
import parvis.ledger.Actor;
import parvis.text.NumberShape;

/** What Maison Tilleul often answers, and how the numbers of its orders look. */
@Component
@ConditionalOnProperty("parvis.demo")
class CannedOnTheDesk {
    private record Said(String keeper, String title, String fr, String en) {}

    private static final List<Said> SAID = List.of(
            new Said("hugo", "Colis en retard", """
                    Bonjour {client}, votre colis a quitté Nantes et le suivi n'avance plus. J'ouvre une enquête chez le
                    transporteur aujourd'hui ; elle prend deux jours ouvrés. Sans nouvelle d'ici là, je vous renvoie
                    {produit|votre commande} sans attendre la fin de l'enquête.""", """
                    Hello {customer}, your parcel has left Nantes and its tracking has stopped. I am asking the carrier
                    today; they take two working days. Without news by then I send {product|your order} again, without
                    waiting for them."""),
            new Said("nadia", "Garantie et facture", """
                    Bonjour {client}, {produit|votre appareil} est garanti cinq ans. Une photo de la facture suffit, envoyée
                    en message privé : elle porte votre adresse, ne la publiez pas ici.""", """
                    Hello {customer}, {product|your appliance} is under warranty for five years. A photo of the invoice is
                    enough, in a private message: it shows your address, please do not publish it here."""),
            new Said("maud", "Quand nous répondons", """
                    Bonjour {client}, nous répondons {horaires}. Votre question est bien arrivée, elle ne se perdra pas.""", """
                    Hello {customer}, we answer {hours}. Your question has arrived and will not be lost."""));

    private final CannedAnswers canned;
    private final HouseNumbers numbers;
    private final Transactions transactions;

    CannedOnTheDesk(CannedAnswers canned, HouseNumbers numbers, Transactions transactions) {
        this.canned = canned;
        this.numbers = numbers;
        this.transactions = transactions;
    }

    /** All of them or none, so that a start that was killed lays them once. */
    void lay(House house, Instant at) {
        transactions.run(house.brand().id(), () -> {
            if (!canned.find("", 1).isEmpty()) {
                return;
            }
            for (var said : SAID) {
                var keeper = house.teammate(said.keeper());
                var text = new LocalText(Typography.of("fr", said.fr()), Typography.of("en", said.en()));
                canned.add(
                        house.brand(),
                        keeper,
                        new Wording(said.title(), text, keeper.id().value()),
                        at);
            }
            var keeper = Actor.teammate(house.teammate("maud").id().value());
            NumberShape.of("=MT - 9{5,5}")
                    .ifPresent(shape -> numbers.add(house.brand(), "Numéro de commande", shape, keeper, null, at));
        });
    }
}
