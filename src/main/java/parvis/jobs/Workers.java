package parvis.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The workers of this node: they begin when everything else is up and end before it goes. A command has none. */
@Component
public class Workers implements SmartLifecycle {
    private final boolean wanted;
    private final List<Worker> employed = new CopyOnWriteArrayList<>();

    Workers(@Value("${parvis.workers:true}") boolean wanted) {
        this.wanted = wanted;
    }

    /** For a component that is being made: its rounds begin with the others'. */
    public Worker employ(String name, int atOnce, Worker.Round round) {
        var worker = new Worker(name, atOnce, round);
        employed.add(worker);
        return worker;
    }

    @Override
    public void start() {
        employed.forEach(Worker::start);
    }

    @Override
    public void stop() {
        employed.forEach(Worker::stop);
    }

    @Override
    public boolean isRunning() {
        return employed.stream().anyMatch(Worker::isRunning);
    }

    @Override
    public boolean isAutoStartup() {
        return wanted;
    }
}
