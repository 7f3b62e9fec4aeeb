package parvis.newsroom;

import jakarta.servlet.http.HttpServletRequest;
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

/** Gives a controller's method the {@link Writer}. The security chain keeps others out; this does so once more. */
@Component
class WriterArgument implements HandlerMethodArgumentResolver, WebMvcConfigurer {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Writer.class;
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
        if (me == null || !me.may(Permission.WRITE_DRAFTS)) {
            throw new NotAllowed();
        }
        var shell = container == null ? null : container.getModel().get("shell");
        return new Writer(
                BrandArgument.of(request).orElseThrow(NotAllowed::new),
                me,
                (Shell) Objects.requireNonNull(shell),
                request.getHeader("Parvis-Fragment") != null,
                request);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }
}
