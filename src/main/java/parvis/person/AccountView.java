package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Titles;
import parvis.person.page.AccountPage;
import parvis.web.Shell;

/** What the page about one's own account shows. */
@Component
class AccountView {
    private final Passkeys passkeys;

    AccountView(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    AccountPage page(
            Account account,
            List<Sessions.Open> open,
            UUID here,
            Site site,
            Shell shell,
            AccountPage.@Nullable Work work,
            @Nullable String said,
            @Nullable String trouble) {
        return new AccountPage(
                account.email(),
                passkeys.of(account.id()).stream()
                        .map(passkey -> key(passkey, site, shell))
                        .toList(),
                open.stream()
                        .map(session -> new AccountPage.Open(
                                session.id().toString(),
                                Device.of(session.agent()).in(shell.words()),
                                session.id().equals(here),
                                session.began(),
                                session.seen()))
                        .toList(),
                work,
                said,
                trouble);
    }

    /** What a teammate does, as it stands or as they typed it; null for a member. */
    static AccountPage.@Nullable Work work(Visitor visitor, Brand.@Nullable LocalText typed, @Nullable String problem) {
        var me = visitor.teammate();
        if (me == null) {
            return null;
        }
        var title = typed == null ? me.title() : typed;
        return new AccountPage.Work(title.fr(), title.en(), Titles.MOST, problem);
    }

    /** What this browser calls itself. */
    String device(HttpServletRequest request, Shell shell) {
        return Device.of(Objects.requireNonNullElse(request.getHeader("User-Agent"), ""))
                .in(shell.words());
    }

    private static AccountPage.Key key(Passkey passkey, Site site, Shell shell) {
        return new AccountPage.Key(
                passkey.id().toString(),
                passkey.name(),
                passkey.host().equals(site.host()) ? null : passkey.host(),
                shell.t(passkey.backedUp() ? "account.passkey.copied" : "account.passkey.single"),
                passkey.since(),
                passkey.used());
    }
}
