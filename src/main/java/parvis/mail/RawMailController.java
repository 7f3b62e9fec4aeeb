package parvis.mail;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.conversation.Sight;
import parvis.person.Visitor;
import parvis.web.Missing;
import parvis.web.NotAllowed;

/** The mail of a message as it came, to be saved: no browser reads it as anything but text. */
@Controller
class RawMailController {
    private final RawMails mails;
    private final Unpacking unpacking;
    private final Sight sight;

    RawMailController(RawMails mails, Unpacking unpacking, Sight sight) {
        this.sight = sight;
        this.mails = mails;
        this.unpacking = unpacking;
    }

    @GetMapping("/desk/messages/{message}/raw")
    void raw(Brand brand, Visitor visitor, @PathVariable UUID message, HttpServletResponse response)
            throws IOException {
        var me = visitor.teammate();
        if (me == null || !me.may(Permission.SEE_DESK)) {
            throw new NotAllowed();
        }
        if (!sight.seesMessage(brand, me, message)) {
            throw new Missing();
        }
        var mail = mails.ofMessage(brand, message).orElseThrow(Missing::new);
        response.setContentType("text/plain");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename("mail-" + message + ".eml.txt")
                        .build()
                        .toString());
        try (var content = unpacking.open(mail)) {
            content.transferTo(response.getOutputStream());
        }
    }
}
