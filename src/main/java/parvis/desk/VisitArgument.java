package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import parvis.brand.BrandArgument;
import parvis.brand.Permission;
import parvis.person.VisitorArgument;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/** Gives a controller's method the {@link Visit}. The security chain keeps others out; this does so once more. */
@Component
class VisitArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visit.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var visitor = VisitorArgument.of(request);
        var me = visitor == null ? null : visitor.teammate();
        if (me == null || !me.may(Permission.SEE_DESK)) {
            throw new NotAllowed();
        }
        var asked = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> asked.put(name, values[0]));
        var shell = container == null ? null : container.getModel().get("shell");
        return new Visit(
                BrandArgument.of(request).orElseThrow(NotAllowed::new),
                me,
                asked,
                (Shell) Objects.requireNonNull(shell),
                // a page that comes back from the browser's history is asked for whole
                request.getHeader("HX-Request") != null && request.getHeader("HX-History-Restore-Request") == null);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }
}
