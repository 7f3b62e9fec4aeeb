package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.conversation.Sight;
import parvis.person.TeammateArgument;
import parvis.web.Missing;
import parvis.web.Shell;

/** Gives a controller's method the {@link Visit}. */
@Component
class VisitArgument extends TeammateArgument<Visit> {

    private final Sight sight;

    VisitArgument(Sight sight) {
        super(Visit.class, Permission.SEE_DESK);
        this.sight = sight;
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
                request.getHeader("HX-Request") != null && request.getHeader("HX-History-Restore-Request") == null);
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
}
