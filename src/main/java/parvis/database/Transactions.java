package parvis.database;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
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

    private static final String WRITING = "select set_config('parvis.brand', ?, true)";
    /**
     * A page is read in several statements: they must see one moment. Said here, and not to Spring, which would ask PostgreSQL what
     * holds, say what is to hold, and say it back, each in a journey of its own.
     */
    private static final String READING = "set transaction isolation level repeatable read; " + WRITING;

    private final JdbcOperations db;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Transactions(PlatformTransactionManager manager, JdbcOperations db) {
        this.db = db;
        this.writing = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
    }

    /** Writes for a brand. */
    public <T extends @Nullable Object> T in(BrandId brand, Supplier<T> work) {
        return within(writing, WRITING, brand, work);
    }

    public void run(BrandId brand, Runnable work) {
        this.<@Nullable Object>in(brand, () -> {
            work.run();
            return null;
        });
    }

    /** Reads for a brand, all from one moment. */
    public <T extends @Nullable Object> T reading(BrandId brand, Supplier<T> work) {
        return within(reading, READING, brand, work);
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
    private <T extends @Nullable Object> T within(
            TransactionTemplate template, String beginning, BrandId brand, Supplier<T> work) {
        if (TransactionSynchronizationManager.getResource(BRAND) instanceof BrandId current) {
            if (!current.equals(brand)) {
                throw new IllegalStateException("A transaction of one brand cannot continue for another");
            }
            return work.get();
        }
        return template.execute(status -> {
            db.execute(
                    status.isNewTransaction() ? beginning : WRITING, (PreparedStatementCallback<Boolean>) statement -> {
                        statement.setString(1, brand.toString());
                        return statement.execute();
                    });
            TransactionSynchronizationManager.bindResource(BRAND, brand);
            try {
                return work.get();
            } finally {
                TransactionSynchronizationManager.unbindResource(BRAND);
            }
        });
    }
}
