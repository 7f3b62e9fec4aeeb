package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.person.SessionCookie;
import parvis.person.TeammateArgument;
import parvis.person.Workplaces;
import parvis.web.Shell;

/** Gives a controller's method the {@link Visit}. */
@Component
class VisitArgument extends TeammateArgument<Visit> {

    private final Workplaces workplaces;

    VisitArgument(Workplaces workplaces) {
        super(Visit.class, Permission.SEE_DESK);
        this.workplaces = workplaces;
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
                request.getHeader("HX-Request") != null && request.getHeader("HX-History-Restore-Request") == null,
                houses(me, request));
    }

    private List<Brand> houses(Teammate me, HttpServletRequest request) {
        var all = workplaces.of(me.account());
        return all.size() < 2 || SessionCookie.isForOneHouse(request) ? List.of() : all;
    }
}
