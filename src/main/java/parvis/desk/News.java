package parvis.desk;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * What one browser has not heard yet: the numbers of conversations, each once. Too many for a slow reader become "anything
 * may have changed", so that this never grows.
 */
final class News {
    private static final int MOST = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition some = lock.newCondition();
    private final Set<Long> numbers = new LinkedHashSet<>();
    private final Set<Long> watched = new LinkedHashSet<>();
    private boolean everything;

    void add(long number) {
        add(numbers, number);
    }

    /** Others have it before their eyes, or no more. */
    void present(long number) {
        add(watched, number);
    }

    private void add(Set<Long> all, long number) {
        lock.lock();
        try {
            all.add(number);
            if (all.size() > MOST) {
                everything = true;
                all.clear();
            }
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    void everything() {
        lock.lock();
        try {
            everything = true;
            some.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next events in the form of server-sent events (HTML standard, 9.2); a comment when there were none. */
    String await(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (numbers.isEmpty() && watched.isEmpty() && !everything && left > 0) {
                left = some.awaitNanos(left);
            }
            var events = everything
                    ? event("conversation", "null")
                    : numbers.stream()
                                    .map(n -> event("conversation", Long.toString(n)))
                                    .collect(Collectors.joining())
                            + watched.stream()
                                    .map(n -> event("presence", Long.toString(n)))
                                    .collect(Collectors.joining());
            numbers.clear();
            watched.clear();
            everything = false;
            return events.isEmpty() ? ": still here\n\n" : events;
        } finally {
            lock.unlock();
        }
    }

    private static String event(String kind, String number) {
        return "event: " + kind + "\ndata: {\"kind\":\"" + kind + "\",\"number\":" + number + "}\n\n";
    }
}
