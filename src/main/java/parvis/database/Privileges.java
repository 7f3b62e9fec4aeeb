package parvis.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * PostgreSQL refuses to run as root, and in a container we often are. A user namespace hides root from it without
 * touching a file; where the system refuses one (a chroot, most containers), it runs as {@code nobody}, who then owns its
 * files.
 */
final class Privileges {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private final List<String> prefix;
    private final int owner;

    private Privileges(List<String> prefix, int owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** The way that works here for a cluster kept in {@code home}. */
    static Privileges forHome(Path home) {
        int uid = Math.toIntExact(new UnixSystem().getUid());
        if (uid != ROOT) return new Privileges(List.of(), uid);
        var refusals = new ArrayList<String>();
        // Not "test -x": it asks for the user alone and does not count the capability.
        var reachable = List.of("ls", "-d", home.toString());

        var unshare = Command.find("unshare");
        if (unshare.isPresent()) {
            var prefix = List.of(unshare.get(), "-U", "--");
            var tried = attempt(prefix, reachable);
            if (tried.succeeded()) return new Privileges(prefix, ROOT);
            refusals.add(tried.output());
        } else refusals.add("no unshare");

        var setpriv = Command.find("setpriv");
        if (setpriv.isPresent()) {
            var prefix = List.of(
                    setpriv.get(), "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs");
            var tried = attempt(prefix, reachable);
            if (tried.succeeded()) return new Privileges(List.copyOf(prefix), NOBODY);
            // A parent such as /root is closed to nobody; one capability opens it.
            var through = new ArrayList<>(prefix);
            through.addAll(List.of(
                    "--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override"));
            tried = attempt(through, reachable);
            if (tried.succeeded()) return new Privileges(List.copyOf(through), NOBODY);
            refusals.add(tried.output());
        } else refusals.add("no setpriv");

        throw new DatabaseFailure(
                DatabaseFailure.Kind.UNREACHABLE,
                "PostgreSQL does not run as root and this system lets us take no other way ("
                        + String.join("; ", refusals) + "): start Parvis as an ordinary user.");
    }

    List<String> wrap(List<String> command) {
        var wrapped = new ArrayList<>(prefix);
        wrapped.addAll(command);
        return wrapped;
    }

    /** Gives the files to whom PostgreSQL runs as: the directory itself last, so that an interrupted walk is done again. */
    void own(Path home) throws IOException {
        if (!root() || ownerOf(home) == owner) return;
        try (var tree = Files.walk(home)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) give(path);
        }
    }

    /** Gives one file, made after its directory was given. */
    void give(Path path) throws IOException {
        if (!root()) return;
        Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean root() {
        return new UnixSystem().getUid() == ROOT;
    }

    private static int ownerOf(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static Command.Result attempt(List<String> prefix, List<String> command) {
        try {
            var whole = new ArrayList<>(prefix);
            whole.addAll(command);
            var result = Command.run(whole);
            return result.succeeded() || !result.output().isEmpty()
                    ? result
                    : new Command.Result(result.status(), prefix.getFirst() + " leads nowhere");
        } catch (IOException e) {
            return new Command.Result(127, String.valueOf(e.getMessage()));
        }
    }
}
