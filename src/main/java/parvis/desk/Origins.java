package parvis.desk;

import parvis.desk.page.Origin;
import parvis.web.Shell;

/** The ways by which messages come, as the desk names them. */
final class Origins {
    private Origins() {}

    /** @param kind of a channel: {@code square}, {@code api}, {@code import} or {@code mail} */
    static Origin of(Shell shell, String kind) {
        return new Origin(icon(kind), shell.t("desk.channel." + kind));
    }

    /** By the kind of an identity: {@code email}, {@code handle:channel}, {@code import:source}. */
    static Origin ofIdentity(Shell shell, String kind) {
        if (kind.equals("email")) {
            return new Origin("mail", shell.t("desk.identity.email"));
        }
        return kind.startsWith("import:")
                ? new Origin("history", shell.t("desk.identity.import", kind.substring("import:".length())))
                : new Origin("plug", shell.t("desk.identity.handle", kind.substring(kind.indexOf(':') + 1)));
    }

    private static String icon(String kind) {
        return switch (kind) {
            case "square" -> "home";
            case "api" -> "plug";
            case "import" -> "history";
            case "mail" -> "mail";
            default -> "message";
        };
    }
}
