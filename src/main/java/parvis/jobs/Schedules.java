package parvis.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

@Component
class Schedules implements SmartLifecycle {
    private final DataSource database;
    private final ObjectProvider<Housekeeping> housekeeping;
    private final Clock clock;
    private final boolean workers;
    private @Nullable Scheduler scheduler;

    Schedules(
            DataSource database,
            ObjectProvider<Housekeeping> housekeeping,
            Clock clock,
            @Value("${parvis.workers:true}") boolean workers) {
        this.database = database;
        this.housekeeping = housekeeping;
        this.clock = clock;
        this.workers = workers;
    }

    @Override
    public void start() {
        var tasks = housekeeping.stream()
                .map(h -> Tasks.recurring(h.name(), FixedDelay.of(h.every()))
                        .execute((task, context) -> h.work(clock.instant())))
                .toList();
        var made = Scheduler.create(database, List.of())
                .startTasks(tasks)
                .tableName("database.scheduled_tasks")
                .threads(2)
                .pollingInterval(Duration.ofSeconds(10))
                .enableImmediateExecution()
                .schedulerName(new SchedulerName.Fixed("parvis-" + UUID.randomUUID()))
                .build();
        made.start();
        scheduler = made;
    }

    @Override
    public void stop() {
        if (scheduler != null) {
            scheduler.stop();
        }
        scheduler = null;
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public boolean isAutoStartup() {
        return workers;
    }
}
