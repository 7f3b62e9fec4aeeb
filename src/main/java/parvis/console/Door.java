package parvis.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import parvis.database.DatabaseFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code ./parvis COMMAND}: answers on standard output, progress and errors on standard error. */
public final class Door {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int DATA_IN_USE = 5;
    static final int DATA_UNREADABLE = 6;
    static final int DATABASE_UNREACHABLE = 8;

    private final Class<?> application;

    /** @param application the class from which Spring finds the modules */
    public Door(Class<?> application) {
        this.application = application;
    }

    @Command(name = "parvis", description = "The square in front of a brand's house, and the desk behind it.")
    static final class Root implements Runnable {
        @CommandLine.Spec
        @SuppressWarnings("NullAway") // set by picocli before it runs
        CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Which command?");
        }
    }

    /** Runs a command to its end; gives the code with which the program ends. */
    public int open(String... args) {
        quiet();
        var environment = Environment.ofProcess();
        var line = new CommandLine(new Root())
                .addSubcommand("run", new RunCommand(application, environment, false))
                .addSubcommand("demo", new RunCommand(application, environment, true))
                .addSubcommand(
                        "key",
                        new CommandLine(new KeyCommand())
                                .addSubcommand("create", new KeyCommand.Create(application, environment))
                                .addSubcommand("list", new KeyListCommand(application, environment))
                                .addSubcommand("revoke", new KeyRevokeCommand(application, environment)))
                .addSubcommand(
                        "audit",
                        new CommandLine(new AuditCommand())
                                .addSubcommand("verify", new AuditCommand.Verify(application, environment)))
                .addSubcommand(
                        "brand",
                        new CommandLine(new BrandCommand())
                                .addSubcommand("add", new BrandCommand.Add(application, environment))
                                .addSubcommand("list", new BrandCommand.ListAll(application, environment)))
                .addSubcommand("signin", new SignInCommand(application, environment))
                .addSubcommand(
                        "bench",
                        new CommandLine(new BenchCommand())
                                .addSubcommand(new PagesBenchCommand())
                                .addSubcommand(new StartBenchCommand())
                                .addSubcommand(new SoakBenchCommand())
                                .addSubcommand(new KillBenchCommand())
                                .addSubcommand(new MailBenchCommand())
                                .addSubcommand(new GuardBenchCommand())
                                .addSubcommand(new IngestBenchCommand())
                                .addSubcommand(new DeskBenchCommand())
                                .addSubcommand(new SearchBenchCommand())
                                .addSubcommand(new ImportBenchCommand(application, environment)))
                .addSubcommand("shots", new ShotsCommand(application, environment))
                .addSubcommand("guard", new GuardCommand(environment))
                .addSubcommand("import", new ImportCommand(application, environment))
                .addSubcommand("export", new ExportCommand(application, environment))
                .addSubcommand("backup", new BackupCommand(environment))
                .addSubcommand("restore", new RestoreCommand(environment))
                .addSubcommand(new VersionCommand())
                .addSubcommand(new CommandLine.HelpCommand());
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
        line.setUsageHelpAutoWidth(true);
        return line.execute(args);
    }

    /** Until Spring sets up the log, whoever migrates or connects would talk to the person at the console. */
    private static void quiet() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }

    private static int failed(Exception e, CommandLine command) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return say(command, refusal.getMessage(), refusal.exitCode());
            }
            if (cause instanceof DatabaseFailure failure) {
                return say(command, failure.getMessage(), failure.exitCode());
            }
        }
        e.printStackTrace(command.getErr());
        return say(command, "parvis: " + e.getMessage(), FAILED);
    }

    private static int say(CommandLine command, @org.jspecify.annotations.Nullable String message, int code) {
        command.getErr().println(message);
        return code;
    }
}
