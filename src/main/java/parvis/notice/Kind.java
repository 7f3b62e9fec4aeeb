package parvis.notice;

import java.util.Locale;

/** What a letter is about. */
enum Kind {
    SIGN_IN,
    CONFIRMATION,
    ANSWER,
    HANDED_OVER,
    NOT_HELPED,
    ANSWER_STOPPED,
    ANSWER_KEPT_BACK,
    REPORT_MADE,
    REPORT_TO_DECIDE,
    REPORT_DECIDED,
    HIDDEN,
    TRIAL,
    DATA,
    INVITATION,
    ALERT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Somebody waits before their screen for these. */
    boolean isAwaited() {
        return this == SIGN_IN || this == CONFIRMATION || this == TRIAL || this == DATA;
    }
}
