package parvis.desk.page;

import org.jspecify.annotations.Nullable;

/**
 * Putting a conversation to sleep.
 *
 * @param words until when it sleeps and who put it to sleep; null when it is awake
 * @param may whether whoever looks may put it to sleep and wake it
 */
public record SleepPage(@Nullable String words, boolean may, HoursPage hours) {}
