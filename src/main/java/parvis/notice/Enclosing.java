package parvis.notice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import parvis.database.BrandId;
import parvis.database.Transactions;
import parvis.file.Files;
import parvis.notice.Mails.Mail;

/** The pictures that travel with an answer, each under a name that its words point to (RFC 2392). */
@Component
class Enclosing {
    /** Larger letters are refused in many places. */
    static final long MOST_BYTES = 15L * 1024 * 1024;

    private final Mails mails;
    private final Transactions transactions;
    private final Files files;

    Enclosing(Mails mails, Transactions transactions, Files files) {
        this.mails = mails;
        this.transactions = transactions;
        this.files = files;
    }

    /** Under which a picture travels, so that its words can point to it. */
    static String cid(String file) {
        return file + "@parvis";
    }

    List<Composed.Picture> with(BrandId brand, Mail mail) throws IOException {
        var message = mail.message();
        if (message == null) {
            return List.of();
        }
        var pictures = new ArrayList<Composed.Picture>();
        for (var enclosed : transactions.reading(brand, () -> mails.enclosed(message))) {
            // Only those that the words show: a letter that says less carries less.
            if (mail.html().contains("cid:" + cid(enclosed.file()))) {
                try (var content = files.open(enclosed.file())
                        .orElseThrow(() -> new IOException("it is gone: " + enclosed.file()))) {
                    pictures.add(new Composed.Picture(
                            cid(enclosed.file()), enclosed.name(), enclosed.type(), content.readAllBytes()));
                }
            }
        }
        return pictures;
    }
}
