package parvis.square;

import static org.assertj.core.api.Assertions.assertThat;
import static parvis.support.Soon.soon;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What takes long is not done again for everybody who asks, and nobody waits for it twice. */
class LongViewTest {
    private record Key(String house) {}

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void whatIsQuickIsLookedAtEachTime() {
        var view = new LongView(Duration.ofHours(1));
        assertThat(view.of(new Key("tilleul"), looks::incrementAndGet)).isEqualTo(1);
        assertThat(view.of(new Key("tilleul"), looks::incrementAndGet)).isEqualTo(2);
    }

    @Test
    void whatTookLongIsKeptForEachHouseAndThenSeenAnewWhileThereIsSomething() {
        var view = new LongView(Duration.ofMillis(1));
        Supplier<Integer> slow = () -> {
            pause(Duration.ofMillis(20));
            return looks.incrementAndGet();
        };
        assertThat(view.of(new Key("tilleul"), slow)).isEqualTo(1);
        assertThat(view.of(new Key("tilleul"), slow)).isEqualTo(1);
        assertThat(view.of(new Key("moulin"), slow)).isEqualTo(2);
        // a hundred times twenty milliseconds later; a machine that pauses may miss the third look and see the fourth
        soon(() -> view.of(new Key("tilleul"), slow) >= 3);
    }

    @Test
    void aLookThatFailsLeavesWhatWasThere() {
        var view = new LongView(Duration.ofMillis(1));
        Supplier<Integer> once = () -> {
            pause(Duration.ofMillis(5));
            if (looks.getAndIncrement() > 0) {
                throw new IllegalStateException("PostgreSQL is away");
            }
            return 7;
        };
        assertThat(view.of(new Key("tilleul"), once)).isEqualTo(7);
        soon(() -> {
            assertThat(view.of(new Key("tilleul"), once)).isEqualTo(7);
            return looks.get() > 1;
        });
        assertThat(view.of(new Key("tilleul"), once)).isEqualTo(7);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
