package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import parvis.brand.Brand;
import parvis.brand.BrandArgument;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.web.NotAllowed;
import parvis.web.Shell;

/**
 * Gives a controller's method what a room of the house knows of whoever asks. The security chain keeps others out; this does so
 * once more.
 *
 * @param <T> what the room knows
 */
public abstract class TeammateArgument<T> implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    private final Class<T> type;
    private final Permission needed;

    /** @param needed without which nobody comes in */
    protected TeammateArgument(Class<T> type, Permission needed) {
        this.type = type;
        this.needed = needed;
    }

    /** Of somebody who may come in. */
    protected abstract T of(Brand brand, Teammate me, Shell shell, HttpServletRequest request);

    @Override
    public final boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == type;
    }

    /** @throws NotAllowed for whoever may not come in */
    @Override
    public final Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var visitor = VisitorArgument.of(request);
        var me = visitor == null ? null : visitor.teammate();
        if (me == null || !me.may(needed)) {
            throw new NotAllowed();
        }
        var shell = container == null ? null : container.getModel().get("shell");
        return Objects.requireNonNull(of(
                BrandArgument.of(request).orElseThrow(NotAllowed::new),
                me,
                (Shell) Objects.requireNonNull(shell),
                request));
    }

    @Override
    public final void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }
}
