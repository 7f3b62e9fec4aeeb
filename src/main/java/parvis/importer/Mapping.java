package parvis.importer;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parvis.importer.Field.About;
import parvis.text.Clean;

/**
 * Which column of a table tells what.
 *
 * @param columns their places, from 0; each field once
 */
public record Mapping(About about, Map<Field, Integer> columns) {
    public enum Problem {
        /** Nobody can be told from anybody. */
        NO_PERSON,
        NO_TEXT,
        NO_DATE;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** By the names of the columns; a table with texts is about conversations. */
    public static Mapping guess(Table table) {
        var conversations = guess(table, About.CONVERSATIONS);
        return conversations.columns().containsKey(Field.TEXT)
                        && conversations.columns().containsKey(Field.DATE)
                ? conversations
                : guess(table, About.PEOPLE);
    }

    public static Mapping guess(Table table, About about) {
        var columns = new EnumMap<Field, Integer>(Field.class);
        var taken = new boolean[table.columns().size()];
        // what can hardly mean anything else first: a "message" is a text unless another column is
        for (var field : about.fields()) {
            for (var i = 0; i < taken.length && !columns.containsKey(field); i++) {
                if (!taken[i] && field.isCalled(table.columns().get(i)) && !isBetter(table, about, field, i)) {
                    columns.put(field, i);
                    taken[i] = true;
                }
            }
        }
        var name = columns.get(Field.NAME);
        if (name != null && columns.containsKey(Field.FIRST_NAME) && !columns.containsKey(Field.LAST_NAME)) {
            columns.remove(Field.NAME); // "Prénom, Nom": the second is the family's
            columns.put(Field.LAST_NAME, name);
        }
        return new Mapping(about, columns);
    }

    /** Whether a column that could be an id is the only one that could be the text. */
    private static boolean isBetter(Table table, About about, Field field, int column) {
        return field == Field.ID
                && about == About.CONVERSATIONS
                && Field.TEXT.isCalled(table.columns().get(column));
    }

    public Mapping with(Field field, int column) {
        var changed = new EnumMap<Field, Integer>(Field.class);
        changed.putAll(columns);
        changed.values().removeIf(taken -> taken == column);
        changed.put(field, column);
        return new Mapping(about, changed);
    }

    public Mapping without(int column) {
        var changed = new EnumMap<Field, Integer>(Field.class);
        changed.putAll(columns);
        changed.values().removeIf(taken -> taken == column);
        return new Mapping(about, changed);
    }

    /** What a column tells, or null. */
    public @Nullable Field of(int column) {
        return columns.entrySet().stream()
                .filter(entry -> entry.getValue() == column)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** Why nothing can be brought with it. */
    public Optional<Problem> problem() {
        var person = columns.containsKey(Field.EMAIL)
                || columns.containsKey(Field.NAME)
                || columns.containsKey(Field.FIRST_NAME)
                || columns.containsKey(Field.LAST_NAME);
        if (!person) {
            return Optional.of(Problem.NO_PERSON);
        }
        if (about == About.CONVERSATIONS && !columns.containsKey(Field.TEXT)) {
            return Optional.of(Problem.NO_TEXT);
        }
        return about == About.CONVERSATIONS && !columns.containsKey(Field.DATE)
                ? Optional.of(Problem.NO_DATE)
                : Optional.empty();
    }

    /** What a line tells, on one line; empty when it does not. */
    String line(Field field, List<String> fields, int most) {
        return Clean.line(raw(field, fields), most).text();
    }

    String raw(Field field, List<String> fields) {
        var column = columns.get(field);
        return column == null || column >= fields.size() ? "" : fields.get(column);
    }
}
