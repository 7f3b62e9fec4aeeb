package parvis.person;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.ModelAndViewDefiningException;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import parvis.brand.Brand;
import parvis.brand.BrandArgument;
import parvis.brand.Role;

/** Asks before what is dangerous, and whoever owns a house for a second factor once they had time to set one up. */
@Component
class FreshProofs implements HandlerInterceptor, WebMvcConfigurer {
    private final Sessions sessions;
    private final Proving proving;
    private final ProofView view;
    private final Shells shells;
    private final SecondFactor factor;
    private final Clock clock;
    private final boolean demo;

    FreshProofs(
            Sessions sessions,
            Proving proving,
            ProofView view,
            Shells shells,
            SecondFactor factor,
            Clock clock,
            @Value("${parvis.demo:false}") boolean demo) {
        this.sessions = sessions;
        this.proving = proving;
        this.view = view;
        this.shells = shells;
        this.factor = factor;
        this.clock = clock;
        this.demo = demo;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException, ModelAndViewDefiningException {
        var visitor = VisitorArgument.of(request);
        var session = SessionFilter.session(request).orElse(null);
        if (session == null || visitor == null || !(handler instanceof HandlerMethod method)) {
            return true;
        }
        if (request.getRequestURI().startsWith("/settings")
                && isOverdue(BrandArgument.of(request).orElseThrow(), visitor, session)) {
            response.sendRedirect("/account/second-factor?due=yes");
            return false;
        }
        if ((method.hasMethodAnnotation(FreshProof.class) || touchesTheAccount(session, request))
                && !proving.isFresh(session, clock.instant())
                // another node may have heard of it
                && !sessions.again(session)
                        .filter(s -> proving.isFresh(s, clock.instant()))
                        .isPresent()) {
            response.setStatus(HttpStatus.FORBIDDEN.value());
            throw new ModelAndViewDefiningException(new ModelAndView(
                    "person/proof",
                    Map.of(
                            "shell",
                            shells.shell(request),
                            "page",
                            view.wanted(BrandArgument.of(request).orElseThrow(), request, session, false, null))));
        }
        return true;
    }

    /**
     * An account is somebody's at all brands: for whom the provider of one vouches shows that it is them first. Proving itself is
     * what they then do.
     */
    private static boolean touchesTheAccount(Sessions.Session session, HttpServletRequest request) {
        var path = request.getRequestURI();
        return session.onlyAt() != null
                && (path.equals("/account") || path.startsWith("/account/"))
                && !path.startsWith("/account/proof");
    }

    private boolean isOverdue(Brand brand, Visitor visitor, Sessions.Session session) {
        var me = visitor.teammate();
        if (demo || me == null || me.role() != Role.OWNER || !factor.mailSuffices(brand, session)) {
            return false;
        }
        var due = session.due() == null ? factor.due(session.account().id(), clock.instant()) : session.due();
        return due.isBefore(clock.instant());
    }
}
