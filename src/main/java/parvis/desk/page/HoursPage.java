package parvis.desk.page;

import java.util.List;

/**
 * Hours to choose from, and a field for another.
 *
 * @param least the earliest that the field takes, as it holds it
 * @param zone whose hours these are
 */
public record HoursPage(List<Preset> presets, String least, String zone) {
    public record Preset(String value, String words) {}
}
