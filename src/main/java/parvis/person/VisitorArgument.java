package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/** Gives a controller's method the {@link Visitor} of the request. */
@Component
public class VisitorArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    public static @Nullable Visitor of(HttpServletRequest request) {
        return (Visitor) request.getAttribute(SessionFilter.VISITOR);
    }

    /** Whether a request brings a session along, valid or not: no page that all share is for it. */
    public static boolean bringsSession(HttpServletRequest request) {
        return WebUtils.getCookie(request, SessionFilter.COOKIE) != null;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visitor.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return Objects.requireNonNull(request.getAttribute(SessionFilter.VISITOR, RequestAttributes.SCOPE_REQUEST));
    }

    @Override
    public void addArgumentResolvers(java.util.List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }
}
