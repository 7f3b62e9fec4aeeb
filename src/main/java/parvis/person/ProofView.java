package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.person.page.ProofPage;
import parvis.person.page.ProofPage.Field;
import parvis.web.Redirects;

/** What the page shows that asks whether it is still them: nothing of what they typed is lost. */
@Component
class ProofView {
    /** Before the names of what was typed elsewhere, so that none of them is taken for a field of this page. */
    static final String TYPED = "typed.";

    private final Passkeys passkeys;
    private final SecondFactor factor;

    ProofView(Passkeys passkeys, SecondFactor factor) {
        this.passkeys = passkeys;
        this.factor = factor;
    }

    /** In place of the page that was asked for. */
    ProofPage wanted(
            Brand brand, HttpServletRequest request, Sessions.Session session, boolean sent, @Nullable String trouble) {
        var posts = request.getMethod().equals("POST");
        var query = request.getQueryString();
        var to = request.getRequestURI() + (posts || query == null ? "" : "?" + query);
        return page(brand, to, posts, posts ? typed(request, "") : List.of(), request, session, sent, trouble);
    }

    /** Once more, after something was refused or sent. */
    ProofPage again(
            Brand brand,
            String to,
            boolean posts,
            HttpServletRequest request,
            Sessions.Session session,
            boolean sent,
            @Nullable String trouble) {
        return page(brand, Redirects.local(to), posts, typed(request, TYPED), request, session, sent, trouble);
    }

    static List<Field> typed(HttpServletRequest request, String prefix) {
        var fields = new ArrayList<Field>();
        request.getParameterMap().forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                for (var value : values) {
                    fields.add(new Field(name.substring(prefix.length()), value));
                }
            }
        });
        return fields;
    }

    private ProofPage page(
            Brand brand,
            String to,
            boolean posts,
            List<Field> typed,
            HttpServletRequest request,
            Sessions.Session session,
            boolean sent,
            @Nullable String trouble) {
        var account = session.account();
        var host = Site.of(request).host();
        var mail = factor.mailSuffices(brand, session);
        return new ProofPage(
                to,
                posts,
                typed,
                passkeys.of(account.id()).stream().anyMatch(key -> key.host().equals(host)),
                !mail,
                mail,
                sent,
                account.email(),
                trouble);
    }
}
