package parvis.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Clients that work side by side until each is done. */
final class Crowd {
    /** What one does; its failure is the bench's. */
    interface Client {
        void work(int number) throws IOException, SQLException, InterruptedException;
    }

    private Crowd() {}

    static void of(int clients, Client client) throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Exception>();
        var threads = new ArrayList<Thread>();
        for (var n = 0; n < clients; n++) {
            var number = n;
            threads.add(Thread.ofPlatform().daemon().start(() -> {
                try {
                    client.work(number);
                } catch (IOException | SQLException | RuntimeException | InterruptedException e) {
                    failures.add(e);
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException("A client stopped", failures.peek());
        }
    }
}
