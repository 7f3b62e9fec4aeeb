package parvis.square.page;

import java.time.Instant;
import java.util.List;
import parvis.brand.Product;

/** The square seen from the street. */
public record HomePage(
        String facade,
        Served served,
        List<OnShelf> shelf,
        List<QuestionRow> newest,
        List<QuestionRow> waiting,
        Counter counter,
        Instant now) {

    /** @param settled how many questions about it are settled */
    public record OnShelf(Product product, long settled) {}
}
