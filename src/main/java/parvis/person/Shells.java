package parvis.person;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import parvis.brand.Brand;
import parvis.brand.BrandArgument;
import parvis.brand.Brands;
import parvis.brand.Permission;
import parvis.brand.Role;
import parvis.brand.Teammate;
import parvis.web.Assets;
import parvis.web.Languages;
import parvis.web.Redirects;
import parvis.web.Shell;
import parvis.web.Times;
import parvis.web.Words;

/** Puts the {@link Shell} of the page around every template, as the model attribute {@code shell}. */
@ControllerAdvice
@Component
public class Shells {
    private final Assets assets;
    private final Languages languages;
    private final Brands brands;
    private final Workplaces workplaces;
    private final boolean demo;

    Shells(
            Assets assets,
            Languages languages,
            Brands brands,
            Workplaces workplaces,
            @Value("${parvis.demo:false}") boolean demo) {
        this.workplaces = workplaces;
        this.assets = assets;
        this.languages = languages;
        this.brands = brands;
        this.demo = demo;
    }

    @ModelAttribute("shell")
    public Shell shell(HttpServletRequest request) {
        var words = Words.in(languages.resolveLocale(request));
        var brand = BrandArgument.of(request);
        // On an error page, the address that was asked for and not that of the page.
        var asked = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? Redirects.local(uri)
                : null;
        var query = request.getQueryString();
        return new Shell(
                brand.map(b -> b.name()).orElse("Parvis"),
                brand.map(b -> b.seal()).orElse("parvis"),
                brand.map(b -> "/theme-" + b.colour().hash() + ".css").orElse(""),
                (asked == null ? request.getRequestURI() : asked) + (query == null ? "" : "?" + query),
                words,
                new Times(words, brand.map(b -> b.zone()).orElse(ZoneId.of("UTC"))),
                shown(
                        VisitorArgument.of(request),
                        SessionFilter.session(request).orElse(null),
                        brand.orElse(null)),
                demo,
                assets.base());
    }

    private Shell.@Nullable Visitor shown(
            @Nullable Visitor visitor, Sessions.@Nullable Session session, @Nullable Brand brand) {
        if (visitor == null || visitor.account() == null) {
            return null;
        }
        var teammate = visitor.teammate();
        if (teammate != null) {
            return new Shell.Visitor(
                    teammate.firstName(),
                    Person.initials(teammate.name()),
                    // only who answers people has a page of their own
                    teammate.may(Permission.ANSWER_OWN) ? "/people/" + teammate.handle() : null,
                    true,
                    teammate.may(Permission.SEE_DESK),
                    teammate.may(Permission.ANSWER_LENT),
                    teammate.may(Permission.MODERATE),
                    teammate.may(Permission.KEEP_MAIL),
                    teammate.may(Permission.WRITE_DRAFTS),
                    teammate.may(Permission.IMPORT_PAST),
                    teammate.may(Permission.SET_HOUSE),
                    teammate.may(Permission.SET_TEAM),
                    session != null
                                    && brand != null
                                    && teammate.role() == Role.OWNER
                                    && !session.needsMore(true, Site.of(brand, brands))
                            ? session.due()
                            : null,
                    houses(teammate, session, brand));
        }
        var person = visitor.person();
        var name = person == null ? visitor.account().name() : person.name();
        return new Shell.Visitor(
                name.strip().split("\\s+")[0],
                Person.initials(name),
                person == null ? null : "/people/" + person.handle(),
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                false,
                null,
                List.of());
    }

    private List<Shell.House> houses(Teammate me, Sessions.@Nullable Session session, @Nullable Brand here) {
        if (session == null || session.onlyAt() != null || here == null) {
            return List.of();
        }
        var all = workplaces.of(me.account());
        return all.size() < 2
                ? List.of()
                : all.stream()
                        .map(house -> new Shell.House(
                                house.slug(),
                                house.name(),
                                house.colour().light().house(),
                                house.id().equals(here.id())))
                        .toList();
    }
}
