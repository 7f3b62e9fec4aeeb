package parvis.desk;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class TurnsTest {
    private static final Object PAGE = new Object();
    private final Executor beside = waiting -> Thread.ofVirtual().start(waiting);

    @Test
    void whoComesSecondIsServedWhenTheFirstIsDoneAlsoWhenThatOneFailed() throws Exception {
        var turns = new Turns(1, Duration.ofMinutes(1));
        var first = asked(turns);

        var second = supplyAsync(() -> asked(turns), beside);

        assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        done(turns, first, new IllegalStateException("it broke"));
        assertThat(second.get(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void nobodyWaitsForLongerThanAMomentHoweverLongAnotherTakes() {
        var turns = new Turns(1, Duration.ofMillis(50));
        asked(turns);

        assertThat(supplyAsync(() -> asked(turns), beside)).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void aTurnIsGivenBackOnceAndOnlyByWhoHadIt() {
        var turns = new Turns(1, Duration.ofMinutes(1));
        var first = asked(turns);
        done(turns, first, null);
        done(turns, first, null);
        done(turns, new MockHttpServletRequest(), null);
        asked(turns);

        var another = supplyAsync(() -> asked(turns), beside);

        assertThatThrownBy(() -> another.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    private static MockHttpServletRequest asked(Turns turns) {
        var request = new MockHttpServletRequest();
        turns.preHandle(request, new MockHttpServletResponse(), PAGE);
        return request;
    }

    private static void done(Turns turns, MockHttpServletRequest request, @Nullable Exception failure) {
        turns.afterCompletion(request, new MockHttpServletResponse(), PAGE, failure);
    }
}
