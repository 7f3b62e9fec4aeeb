package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.person.TeammateArgument;
import parvis.web.Shell;

/** Gives a controller's method the {@link Visit}. */
@Component
class VisitArgument extends TeammateArgument<Visit> {

    VisitArgument() {
        super(Visit.class, Permission.SEE_DESK);
    }

    @Override
    protected Visit of(Brand brand, Teammate me, Shell shell, HttpServletRequest request) {
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
}
