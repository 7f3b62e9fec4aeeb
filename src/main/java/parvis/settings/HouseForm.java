package parvis.settings;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import parvis.brand.HouseSettings;
import parvis.brand.Setting;
import parvis.settings.page.HouseFields;
import parvis.web.Shell;

/** What a form of the house holds: what was typed, what stood there when it was opened, and what is wrong with it. */
final class HouseForm {
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, String> seen = new EnumMap<>(Setting.class);
    private final Map<Setting, String> problems = new EnumMap<>(Setting.class);

    private HouseForm() {}

    /** As it opens. */
    static HouseForm standing(Map<Setting, String> values) {
        var form = new HouseForm();
        values.forEach((setting, value) -> {
            form.values.put(setting, value);
            form.seen.put(setting, HouseSettings.mark(value));
        });
        return form;
    }

    /** As it comes back; what is wrong keeps its words. */
    static HouseForm typed(Collection<Setting> which, Map<String, String> posted, Shell shell) {
        var form = new HouseForm();
        for (var setting : which) {
            var typed = setting.clean(posted.getOrDefault(setting.word(), ""));
            form.values.put(setting, typed.text());
            form.seen.put(setting, posted.getOrDefault("seen-" + setting.word(), ""));
            if (!typed.fitted()) {
                form.problems.put(setting, shell.t("house.long", setting.most()));
            } else if (!setting.takes(typed.text())) {
                form.problems.put(setting, shell.t("house.refused." + setting.word()));
            }
        }
        form.oneOf(Setting.FACADE_FR, Setting.FACADE_EN, shell);
        form.oneOf(Setting.LEGAL_FR, Setting.LEGAL_EN, shell);
        form.oneOf(Setting.PRIVACY_FR, Setting.PRIVACY_EN, shell);
        return form;
    }

    private void oneOf(Setting french, Setting english, Shell shell) {
        if ("".equals(values.get(french)) && "".equals(values.get(english))) {
            problems.put(french, shell.t("house.one-language"));
        }
    }

    /** Changed meanwhile: what was typed here stays, what was not touched here becomes what it is now. */
    void overtaken(Map<Setting, String> now) {
        now.forEach((setting, value) -> {
            if (HouseSettings.mark(values.getOrDefault(setting, "")).equals(seen.get(setting))) {
                values.put(setting, value);
            }
            seen.put(setting, HouseSettings.mark(value));
        });
    }

    boolean isFine() {
        return problems.isEmpty();
    }

    boolean isFine(Setting setting) {
        return !problems.containsKey(setting);
    }

    String value(Setting setting) {
        return values.getOrDefault(setting, "");
    }

    Map<Setting, String> values() {
        return values;
    }

    Map<Setting, String> seen() {
        return seen;
    }

    HouseFields shown() {
        return new HouseFields(words(values), words(seen), words(problems));
    }

    private static Map<String, String> words(Map<Setting, String> of) {
        var words = new TreeMap<String, String>();
        of.forEach((setting, value) -> words.put(setting.word(), value));
        return words;
    }
}
