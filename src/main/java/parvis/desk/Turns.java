package parvis.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
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
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final Semaphore turns;
    private final Duration longest;

    @Autowired
    Turns() {
        this(2 * Runtime.getRuntime().availableProcessors(), LONGEST);
    }

    Turns(int atOnce, Duration longest) {
        this.turns = new Semaphore(atOnce, true);
        this.longest = longest;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/desk", "/desk/queue", "/desk/conversations/{number:[0-9]+}");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        try {
            if (turns.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
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
