package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Pages of the desk are made in the order in which they were asked for, some at a time: sixteen that are made at once on two processors
 * take as long in all, and whoever came first waits for whoever came last. Nobody is refused, nor waits longer than a moment for
 * their turn.
 */
@Component
class Turns implements HandlerInterceptor, WebMvcConfigurer {
    private static final String TAKEN = Turns.class.getName();
    private static final long LONGEST_MILLIS = 500;

    private final Semaphore turns;

    Turns(@Value("${parvis.desk-at-once:0}") int atOnce) {
        this.turns =
                new Semaphore(atOnce > 0 ? atOnce : 2 * Runtime.getRuntime().availableProcessors(), true);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/desk", "/desk/queue", "/desk/conversations/{number:[0-9]+}");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        try {
            if (turns.tryAcquire(LONGEST_MILLIS, TimeUnit.MILLISECONDS)) {
                request.setAttribute(TAKEN, true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(TAKEN) != null) {
            request.removeAttribute(TAKEN);
            turns.release();
        }
    }
}
