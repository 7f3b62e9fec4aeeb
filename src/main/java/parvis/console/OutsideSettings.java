package parvis.console;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.IDN;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parvis.database.DatabaseLocation;
import parvis.keep.BackupKey;
import parvis.keep.KeepRefused;
import parvis.keep.Retention;
import parvis.mail.MailboxUrl;
import parvis.mail.SmtpCertificate;
import parvis.postal.DkimKey;
import parvis.web.Proxies;

/** The settings of the environment, judged before anything starts: what is wrong with one is said in a sentence. */
final class OutsideSettings {
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_LABEL = 63;
    private static final Pattern SELECTOR =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private OutsideSettings() {}

    /** @throws Refusal of wrong usage over the first that is wrong, or whose file cannot be read */
    static void check(Environment environment) {
        database(environment);
        base(environment);
        check(environment, "PARVIS_SMTP_URL", OutsideSettings::isMailServer, "console.setting.smtp");
        check(environment, "PARVIS_MAIL_FROM", OutsideSettings::isMailAddress, "console.setting.sender");
        mailboxes(environment);
        secret(environment);
        dkim(environment);
        check(environment, "PARVIS_DKIM_SELECTOR", OutsideSettings::isSelector, "console.setting.selector");
        check(environment, "PARVIS_DNS", OutsideSettings::isNameServer, "console.setting.dns");
        certificate(environment);
        proxies(environment);
        files(environment, null);
        check(environment, "PARVIS_BACKUP_DIR", OutsideSettings::isDirectory, "console.setting.backup.dir");
        check(environment, "PARVIS_BACKUP_AT", OutsideSettings::isHour, "console.setting.backup.at");
        check(
                environment,
                "PARVIS_BACKUP_KEEP",
                text -> Retention.parse(text).isPresent(),
                "console.setting.backup.keep");
        backupKey(environment, null);
    }

    static Optional<DatabaseLocation> database(Environment environment) {
        return environment
                .get("PARVIS_DATABASE_URL")
                .map(url -> DatabaseUrl.parse(url)
                        .orElseThrow(() -> new Refusal(
                                Door.WRONG_USAGE, environment.words().t("console.setting.database"))));
    }

    /** Where files are kept, when that is said: named at the console, or by the environment. */
    static Optional<Path> files(Environment environment, @Nullable Path named) {
        var name = named == null ? "PARVIS_FILES" : "--files";
        var value = named == null ? environment.get(name) : Optional.of(named.toString());
        value.filter(text -> !isDirectory(text)).ifPresent(wrong -> {
            throw new Refusal(Door.WRONG_USAGE, environment.words().t("console.setting.files", name, wrong));
        });
        return value.map(Path::of);
    }

    /** Without a slash at its end. */
    static Optional<String> base(Environment environment) {
        check(environment, "PARVIS_BASE_URL", OutsideSettings::isBase, "console.setting.base");
        return environment.get("PARVIS_BASE_URL").map(url -> url.replaceFirst("/$", ""));
    }

    /** Networks whose word about the asker counts. */
    static Optional<String> proxies(Environment environment) {
        try {
            return environment.get("PARVIS_TRUSTED_PROXIES").map(Proxies::networks);
        } catch (IllegalArgumentException neither) {
            throw new Refusal(
                    Door.WRONG_USAGE,
                    environment.words().t("console.setting.proxies", String.valueOf(neither.getMessage())));
        }
    }

    /** What seals the secrets of second factors: 32 bytes in base64. */
    static Optional<String> secret(Environment environment) {
        check(environment, "PARVIS_SECRET_KEY", OutsideSettings::isSecret, "console.setting.secret");
        return environment.get("PARVIS_SECRET_KEY");
    }

    private static boolean isSecret(String text) {
        try {
            return java.util.Base64.getDecoder().decode(text).length == 32;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static void mailboxes(Environment environment) {
        try {
            environment.get("PARVIS_IMAP_URL").ifPresent(MailboxUrl::all);
        } catch (IllegalArgumentException which) {
            throw new Refusal(
                    Door.WRONG_USAGE,
                    environment.words().t("console.setting.imap", String.valueOf(which.getMessage())));
        }
    }

    /** The private key itself, in PEM: the setting is a path to it, or holds it. */
    static Optional<String> dkim(Environment environment) {
        return environment.get("PARVIS_DKIM_KEY").map(value -> {
            try {
                var pem = value.startsWith("-----BEGIN") ? value : Files.readString(Path.of(value));
                DkimKey.ofPem(pem);
                return pem;
            } catch (IOException | InvalidPathException unreadable) {
                throw new Refusal(
                        Door.WRONG_USAGE, environment.words().t("console.setting.file", "PARVIS_DKIM_KEY", value));
            } catch (IllegalArgumentException wrong) {
                throw new Refusal(Door.WRONG_USAGE, environment.words().t("console.setting.dkim"));
            }
        });
    }

    /** Of a file that is named at the console, or of the environment, where it stands itself or is named. */
    static Optional<BackupKey> backupKey(Environment environment, @Nullable Path named) {
        var name = named == null ? "PARVIS_BACKUP_KEY" : "--key";
        var value = named == null ? environment.get(name) : Optional.of(named.toString());
        return value.map(text -> {
            try {
                return BackupKey.parse(named == null && isKey(text) ? text : Files.readString(Path.of(text)));
            } catch (IOException | InvalidPathException unreadable) {
                throw new Refusal(Door.WRONG_USAGE, environment.words().t("console.setting.file", name, text));
            } catch (KeepRefused noKey) {
                throw new Refusal(Door.WRONG_USAGE, environment.words().t("console.setting.backup.key", name));
            }
        });
    }

    private static boolean isKey(String text) {
        return text.lines().anyMatch(line -> line.startsWith("age1") || line.startsWith("AGE-SECRET-KEY-1"));
    }

    /** Both or none: a mistyped name must not leave everybody's mail unencrypted. */
    private static void certificate(Environment environment) {
        var certificate = environment.get("PARVIS_SMTP_CERT");
        var key = environment.get("PARVIS_SMTP_KEY");
        if (certificate.isEmpty() && key.isEmpty()) {
            return;
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw new Refusal(Door.WRONG_USAGE, environment.words().t("console.setting.certificate.alone"));
        }
        try {
            new SmtpCertificate(Path.of(certificate.get()), Path.of(key.get()));
        } catch (IllegalArgumentException unfit) {
            throw new Refusal(
                    Door.WRONG_USAGE,
                    environment.words().t("console.setting.certificate", certificate.get(), key.get()));
        }
    }

    private static void check(Environment environment, String name, Predicate<String> right, String words) {
        environment.get(name).filter(right.negate()).ifPresent(wrong -> {
            throw new Refusal(Door.WRONG_USAGE, environment.words().t(words, wrong));
        });
    }

    private static boolean isDirectory(String text) {
        try {
            return Files.isWritable(Path.of(text)) && Files.isDirectory(Path.of(text));
        } catch (InvalidPathException notOne) {
            return false;
        }
    }

    private static boolean isHour(String text) {
        try {
            LocalTime.parse(text);
            return true;
        } catch (DateTimeParseException notOne) {
            return false;
        }
    }

    private static boolean isBase(String text) {
        return isPlace(text, List.of("http", "https")) && URI.create(text).getRawUserInfo() == null;
    }

    private static boolean isSelector(String text) {
        return text.length() <= LONGEST_LABEL && SELECTOR.matcher(text).matches();
    }

    /** A host or an address, perhaps with a port. */
    private static boolean isNameServer(String text) {
        try {
            var uri = URI.create("dns://" + text);
            return uri.getHost() != null
                    && uri.getAuthority().equals(text)
                    && uri.getRawUserInfo() == null
                    && uri.getPort() <= LAST_PORT
                    && uri.getPort() != 0;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static boolean isMailServer(String text) {
        return isPlace(text, List.of("smtp", "smtps"));
    }

    /** A scheme, a host, perhaps who and which port, and nothing behind. */
    private static boolean isPlace(String text, List<String> schemes) {
        try {
            var uri = URI.create(text);
            return schemes.contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPort() <= LAST_PORT
                    && uri.getPort() != 0
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    /** The address alone: the name beside it is the brand's. */
    private static boolean isMailAddress(String text) {
        try {
            var at = text.lastIndexOf('@');
            var ascii = text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1));
            return at > 0 && new InternetAddress(ascii, true).getAddress().equals(ascii);
        } catch (AddressException | IllegalArgumentException notOne) {
            return false;
        }
    }
}
