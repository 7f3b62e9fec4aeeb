package parvis.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether Debian's Postfix and Dovecot are there. Both change users, so that only root can start them. */
final class MailServers implements ExecutionCondition {
    private static final String HOW =
            "as root: apt-get install --no-install-recommends postfix dovecot-imapd dovecot-lmtpd";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var installed = Stream.of(Postfix.PROGRAM, Dovecot.PROGRAM, Path.of("/usr/lib/dovecot/lmtp"))
                .allMatch(Files::isExecutable);
        if (installed && System.getProperty("user.name").equals("root")) {
            return ConditionEvaluationResult.enabled("Postfix and Dovecot are there");
        }
        var missing = "Postfix and Dovecot cannot be started (" + HOW + ")";
        if ("true".equals(System.getenv("CI"))) {
            throw new ExtensionConfigurationException(missing + ": with CI=true their tests are not skipped");
        }
        return ConditionEvaluationResult.disabled(missing);
    }

    /** Short enough for the names of sockets in it, and open to the users that the servers become. */
    static Path directory(String name) throws IOException {
        return Files.setPosixFilePermissions(
                Files.createTempDirectory(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
