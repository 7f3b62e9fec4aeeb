package parvis.mail;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.database.Transactions;
import parvis.mail.Received.Mail;

/** Mails as they came, for the team. */
@Component
class RawMails {
    private final Transactions transactions;
    private final Received received;

    RawMails(Transactions transactions, Received received) {
        this.transactions = transactions;
        this.received = received;
    }

    Optional<Mail> ofMessage(Brand brand, UUID message) {
        return transactions.reading(brand.id(), () -> received.ofMessage(message));
    }
}
