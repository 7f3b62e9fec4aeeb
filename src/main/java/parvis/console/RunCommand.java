package parvis.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ContextClosedEvent;
import parvis.brand.Brands;
import parvis.change.HouseReplaced;
import parvis.person.Setup;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** {@code run} and {@code demo}: the server, in the foreground. */
@Command
final class RunCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway") // set by picocli before it runs
    CommandSpec spec;

    @Option(names = "--port", defaultValue = "8080", description = "port of the web server (${DEFAULT-VALUE})")
    int port;

    @Option(names = "--bind", defaultValue = "127.0.0.1", description = "address that it listens on (${DEFAULT-VALUE})")
    String bind = "127.0.0.1";

    @Mixin
    final DataOption data;

    @Option(
            names = "--adopt-files",
            description = "the directory of files is the house's from now on, though it was another one before")
    boolean adoptFiles;

    @Option(
            names = "--smtp-port",
            defaultValue = "2525",
            description = "port at which mail is taken, 0 for none (${DEFAULT-VALUE})")
    int smtpPort;

    @Option(names = "--role", defaultValue = "all", description = "what this process does: all, so far")
    String role = "all";

    private final Environment environment;
    private final boolean demo;

    RunCommand(Class<?> application, Environment environment, boolean demo) {
        this.data = new DataOption(application, environment);
        this.environment = environment;
        this.demo = demo;
    }

    @Override
    public Integer call() throws Exception {
        usageMustBeRight();
        portMustBeFree(port, "--port");
        if (smtpPort != 0) {
            portMustBeFree(smtpPort, "--smtp-port");
        }
        var telling = new Telling(spec.commandLine().getErr(), environment);
        var storage = data.claim(adoptFiles, telling::postgres);
        try {
            var asked = new AtomicBoolean();
            SignalHandler stop = signal -> {
                if (asked.compareAndSet(false, true)) {
                    telling.stopping();
                }
                System.exit(Door.DONE);
            };
            Signal.handle(new Signal("TERM"), stop);
            Signal.handle(new Signal("INT"), stop);
            if (demo) {
                storage.becomeTheDemo();
            }
            // After the application has closed its connections, whatever ended it.
            SpringApplication.getShutdownHandlers().add(() -> {
                storage.close();
                if (asked.get()) {
                    telling.stopped();
                }
            });
            while (true) {
                var end = serve(storage, telling);
                if (end != End.AGAIN || asked.get()) {
                    return end == End.FAILED ? Door.FAILED : Door.DONE;
                }
                telling.replaced();
            }
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    private enum End {
        STOPPED,
        FAILED,
        /** With data that took the place of those that it knew. */
        AGAIN
    }

    private End serve(Storage storage, Telling telling) throws Exception {
        var loading = new DemoListener(telling);
        var over = new CountDownLatch(1);
        var replaced = new AtomicBoolean();
        var context = data.program(storage).server(bind, port, smtpPort, demo, event -> {
            loading.onApplicationEvent(event);
            if (event instanceof PayloadApplicationEvent<?> told && told.getPayload() instanceof HouseReplaced) {
                replaced.set(true);
                over.countDown();
            }
            if (event instanceof ContextClosedEvent) {
                over.countDown();
            }
        });
        if (demo && !loading.isLoaded()) {
            context.close();
            return End.FAILED;
        }
        tellTheWay(telling, context);
        over.await();
        if (!replaced.get()) {
            return End.STOPPED;
        }
        context.close();
        return End.AGAIN;
    }

    private void usageMustBeRight() {
        if (port < 1 || port > 65_535) {
            throw new Refusal(Door.WRONG_USAGE, "--port takes a number from 1 to 65535, not " + port);
        }
        if (smtpPort < 0 || smtpPort > 65_535 || smtpPort == port) {
            throw new Refusal(
                    Door.WRONG_USAGE,
                    "--smtp-port takes a number from 1 to 65535 that is not the web server's, or 0, not " + smtpPort);
        }
        if (!role.equals("all")) {
            throw new Refusal(Door.WRONG_USAGE, "--role knows only all: one program does everything so far");
        }
    }

    private void portMustBeFree(int wanted, String option) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(bind), wanted));
        } catch (IOException taken) {
            throw new Refusal(
                    4,
                    "Port " + wanted + " on " + bind + " cannot be used (" + taken.getMessage()
                            + "); choose another with " + option);
        }
    }

    private void tellTheWay(Telling telling, ApplicationContext context) {
        var address =
                "http://" + (bind.equals("127.0.0.1") || bind.equals("0.0.0.0") ? "localhost" : bind) + ":" + port;
        var outbox = data.directory.resolve("outbox");
        var brands = context.getBean(Brands.class);
        if (demo) {
            var other = brands.require(brands.all().getLast()).hosts().getFirst();
            telling.demoWay(address, "http://" + other + ":" + port, data.directory, outbox);
        } else {
            var sent = environment.get("PARVIS_SMTP_URL").isPresent();
            var first = brands.all().isEmpty() ? context.getBean(Setup.class).link() : null;
            telling.way(address, data.directory, sent ? null : outbox, first);
        }
    }
}
