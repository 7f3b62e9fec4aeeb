package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.conversation.Sight;
import parvis.person.SessionCookie;
import parvis.person.TeammateArgument;
import parvis.person.Workplaces;
import parvis.web.Missing;
import parvis.web.Shell;

/** Gives a controller's method the {@link Visit}. */
@Component
class VisitArgument extends TeammateArgument<Visit> {

    private final Workplaces workplaces;
    private final Sight sight;

    VisitArgument(Workplaces workplaces, Sight sight) {
        super(Visit.class, Permission.SEE_DESK);
        this.sight = sight;
        this.workplaces = workplaces;
    }

    @Override
    protected Visit of(Brand brand, Teammate me, Shell shell, HttpServletRequest request) {
        if (!me.may(Permission.SEE_ALL) && !isTheirs(brand, me, request)) {
            throw new Missing();
        }
        var asked = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> asked.put(name, values[0]));
        return new Visit(
                brand,
                me,
                asked,
                shell,
                // a page that comes back from the browser's history is asked for whole
                request.getHeader("HX-Request") != null && request.getHeader("HX-History-Restore-Request") == null,
                houses(me, request));
    }

    /** Whatever conversation, message or person the address names; what names none shows only what they see. */
    private boolean isTheirs(Brand brand, Teammate me, HttpServletRequest request) {
        if (!(request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> named)) {
            return true;
        }
        if (named.get("number") instanceof String number && !sight.sees(brand, me, Long.parseLong(number))) {
            return false;
        }
        if (named.get("message") instanceof String message
                && uuid(message).filter(id -> sight.seesMessage(brand, me, id)).isEmpty()) {
            return false;
        }
        return !(named.get("person") instanceof String person)
                || uuid(person).filter(id -> sight.seesPerson(brand, me, id)).isPresent();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private List<Brand> houses(Teammate me, HttpServletRequest request) {
        var all = workplaces.of(me.account());
        return all.size() < 2 || SessionCookie.isForOneHouse(request) ? List.of() : all;
    }
}
