package parvis.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One PostgreSQL under a shell that holds the other end of a pipe: when this program ends in whatever way, the pipe
 * closes and the shell shuts PostgreSQL down. The shell stands in a session of its own, so that a Ctrl-C at the terminal
 * reaches this program alone, which closes its connections first.
 */
final class Supervisor {
    // The reader is a process of its own: if the shell above it is killed, it still sees the pipe close.
    private static final String SCRIPT = """
            trap : HUP INT TERM
            exec 3<&0 </dev/null
            "$@" 3<&- &
            postgres=$!
            (
                trap '' HUP INT TERM
                while read -r signal <&3; do kill -s "$signal" "$postgres"; done
                kill -s INT "$postgres"
                waited=0
                while [ $waited -lt 60 ] && kill -0 "$postgres"; do sleep 1; waited=$((waited + 1)); done
                kill -s QUIT "$postgres"
            ) >/dev/null 2>&1 &
            reader=$!
            while :; do
                wait "$postgres"
                status=$?
                kill -0 "$postgres" 2>/dev/null || break
            done
            kill -s KILL "$reader" 2>/dev/null
            exit $status
            """;

    private final Process shell;

    private Supervisor(Process shell) {
        this.shell = shell;
    }

    /** Starts the command, whose words go to the end of the log. */
    static Supervisor start(List<String> command, Path log) throws IOException {
        var whole = new ArrayList<String>();
        Command.find("setsid").ifPresent(whole::add);
        whole.addAll(List.of("sh", "-c", SCRIPT, "parvis-postgresql"));
        whole.addAll(command);
        var builder = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Command.plain(builder.environment());
        return new Supervisor(builder.start());
    }

    boolean alive() {
        return shell.isAlive();
    }

    /** Waits for the end of a command that ends by itself. */
    int await() {
        try {
            return shell.waitFor();
        } catch (InterruptedException e) {
            letGo();
            Thread.currentThread().interrupt();
            throw new DatabaseFailure(DatabaseFailure.Kind.UNREACHABLE, "Interrupted while the database was made.", e);
        }
    }

    /** Why PostgreSQL ended, or its shell: a killed process says nothing in the log. */
    String ending(PostgresLog log) {
        var status = shell.exitValue();
        return status > 128 ? "killed by signal " + (status - 128) : log.lastWords();
    }

    boolean ended(Duration within) {
        try {
            return shell.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** INT is PostgreSQL's fast shutdown, QUIT its immediate one. */
    void signal(String name) {
        try {
            shell.getOutputStream().write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            shell.getOutputStream().flush();
        } catch (IOException e) {
            // Nobody reads any more: there is nothing left to signal.
        }
    }

    /** What the end of this program would do. */
    void letGo() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            // Already gone.
        }
    }
}
