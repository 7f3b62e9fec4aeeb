package parvis.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Transactions that belong to one brand: row-level security shows and takes no other brand's rows inside them.
 *
 * <p>A call inside another joins it when the brand is the same, and is refused when it is not.
 */
@Component
public class Transactions {
    private static final Object BRAND = new Object();

    private final JdbcClient db;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Transactions(PlatformTransactionManager manager, JdbcClient db) {
        this.db = db;
        this.writing = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
        // A page is read in several statements: they must see one moment.
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Writes for a brand. */
    public <T extends @Nullable Object> T in(BrandId brand, Supplier<T> work) {
        return within(writing, brand, work);
    }

    public void run(BrandId brand, Runnable work) {
        this.<@Nullable Object>in(brand, () -> {
            work.run();
            return null;
        });
    }

    /** Reads for a brand, all from one moment. */
    public <T extends @Nullable Object> T reading(BrandId brand, Supplier<T> work) {
        return within(reading, brand, work);
    }

    /** For the few tables that belong to no brand; the others look empty here. */
    @SuppressWarnings("NullAway") // what the work gives is what the template gives
    public <T extends @Nullable Object> T shared(Supplier<T> work) {
        return writing.execute(status -> work.get());
    }

    /** Runs once the running transaction has committed; at once when there is none. */
    public static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    @SuppressWarnings("NullAway") // what the work gives is what the template gives
    private <T extends @Nullable Object> T within(TransactionTemplate template, BrandId brand, Supplier<T> work) {
        if (TransactionSynchronizationManager.getResource(BRAND) instanceof BrandId current) {
            if (!current.equals(brand)) {
                throw new IllegalStateException("A transaction of one brand cannot continue for another");
            }
            return work.get();
        }
        return template.execute(status -> {
            db.sql("select set_config('parvis.brand', ?, true)")
                    .param(brand.toString())
                    .query(String.class)
                    .single();
            TransactionSynchronizationManager.bindResource(BRAND, brand);
            try {
                return work.get();
            } finally {
                TransactionSynchronizationManager.unbindResource(BRAND);
            }
        });
    }
}
