package parvis.mail;

import java.util.List;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Transactions;

/** How it goes with the mailboxes of a brand, on whichever node they are read. */
@Component
public class MailboxStates {
    private final MailboxRows rows;
    private final Transactions transactions;

    MailboxStates(MailboxRows rows, Transactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    public List<MailboxState> of(BrandId brand) {
        return transactions.reading(brand, rows::all);
    }
}
