package parvis.settings;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.HouseColour;
import parvis.brand.Setting;
import parvis.settings.page.HousePage;
import parvis.settings.page.HousePage.Choice;
import parvis.settings.page.HousePage.Look;
import parvis.settings.page.HousePage.State;
import parvis.web.Shell;

/** What the first page of the settings shows. */
@Component
class HouseView {
    private static final int MINUTES = 60;
    /** Business minutes that houses promise, from half an hour to five working days of eight hours. */
    private static final List<Integer> PROMISES = List.of(30, 60, 120, 240, 480, 960, 1440, 2400);

    HousePage page(Brand brand, HouseForm form, Map<Setting, String> meanwhile, @Nullable State state, Shell shell) {
        return new HousePage(
                form.shown(),
                zones(),
                promises(form, shell),
                seals(brand),
                look(brand, form, shell),
                meanwhile(meanwhile, shell),
                HoursWords.of(brand.hours(), shell),
                state);
    }

    /** Sentences about what somebody else changed since a form was opened. */
    static List<String> meanwhile(Map<Setting, String> now, Shell shell) {
        return now.entrySet().stream()
                .map(change -> shell.t(
                        "house.meanwhile.one",
                        shell.t("house." + change.getKey().word()),
                        said(change.getKey(), change.getValue(), shell)))
                .toList();
    }

    private static String said(Setting setting, String value, Shell shell) {
        var most = 80;
        return switch (setting) {
            case PROMISE -> promise(value, shell);
            case SEAL -> sealName(value, shell);
            case LANGUAGE -> shell.t("house.language." + value);
            default ->
                value.codePointCount(0, value.length()) <= most
                        ? value
                        : value.substring(0, value.offsetByCodePoints(0, most)) + "…";
        };
    }

    private static List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/") && !zone.startsWith("SystemV/"))
                .sorted()
                .toList();
    }

    private static List<Choice> promises(HouseForm form, Shell shell) {
        var typed = form.isFine(Setting.PROMISE)
                ? Stream.of(Integer.parseInt(form.value(Setting.PROMISE)))
                : Stream.<Integer>empty();
        return Stream.concat(PROMISES.stream(), typed)
                .sorted()
                .distinct()
                .map(minutes -> new Choice(minutes.toString(), promise(minutes.toString(), shell)))
                .toList();
    }

    private static String promise(String value, Shell shell) {
        var minutes = Integer.parseInt(value);
        return minutes % MINUTES == 0
                ? shell.t("house.promise.hours", minutes / MINUTES)
                : shell.t("house.promise.minutes", minutes);
    }

    /** Those for everybody, and the house's own where it has one. */
    private static List<String> seals(Brand brand) {
        var seals = new ArrayList<>(Setting.SEALS);
        if (!seals.contains(brand.seal())) {
            seals.addFirst(brand.seal());
        }
        return seals;
    }

    private static String sealName(String seal, Shell shell) {
        return Setting.SEALS.contains(seal) ? shell.t("house.seal." + seal) : shell.t("house.seal.own");
    }

    private static Look look(Brand brand, HouseForm form, Shell shell) {
        var colour = form.isFine(Setting.COLOUR) ? HouseColour.of(form.value(Setting.COLOUR)) : brand.colour();
        var facade = new Brand.LocalText(form.value(Setting.FACADE_FR), form.value(Setting.FACADE_EN));
        return new Look(
                form.isFine(Setting.NAME) ? form.value(Setting.NAME) : brand.name(),
                form.isFine(Setting.SEAL) ? form.value(Setting.SEAL) : brand.seal(),
                facade.in(shell.language()),
                form.isFine(Setting.PROMISE) ? promise(form.value(Setting.PROMISE), shell) : "",
                colour.hex().toLowerCase(Locale.ROOT),
                said(colour, shell));
    }

    private static List<String> said(HouseColour colour, Shell shell) {
        var said = new ArrayList<String>();
        if (colour.adjusted()) {
            said.add(shell.t(
                    "house.colour.adjusted", colour.hex(), colour.light().house()));
        }
        said.add(shell.t(
                "house.colour.contrast",
                tenths(colour.light().contrast(), shell),
                tenths(colour.dark().contrast(), shell)));
        said.add(shell.t("house.colour.dark", colour.dark().house()));
        if (colour.nearBrick()) {
            said.add(shell.t("house.colour.brick"));
        }
        return said;
    }

    /** Never better than it is. */
    private static String tenths(double contrast, Shell shell) {
        return String.format(shell.words().locale(), "%.1f", Math.floor(contrast * 10) / 10);
    }
}
