package parvis.conversation;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Team;
import parvis.brand.Teammate;

/** Colleagues whom a note names with an at sign: by the name of their page, or by a first name that one of them has. */
@Component
public class Mentions {
    /** More are no call for anybody. */
    private static final int MOST = 20;

    private static final Pattern NAMED =
            Pattern.compile("(?<![\\p{L}\\p{N}._%+@/-])@(\\p{L}[\\p{L}\\p{M}\\p{N}_-]{0,60})");

    private final Team team;

    Mentions(Team team) {
        this.team = team;
    }

    /** Those who see the desk, and so what they are named in. */
    List<Teammate> of(Brand brand, String text) {
        return named(brand, text).stream()
                .filter(t -> t.may(Permission.SEE_DESK))
                .toList();
    }

    /** Those who would never see it. */
    public List<Teammate> unable(Brand brand, String text) {
        return named(brand, text).stream()
                .filter(t -> !t.may(Permission.SEE_DESK))
                .toList();
    }

    private Set<Teammate> named(Brand brand, String text) {
        var active = team.of(brand.id()).stream().filter(Teammate::active).toList();
        var named = new LinkedHashSet<Teammate>();
        NAMED.matcher(text).results().limit(MOST).forEach(match -> {
            var name = plain(match.group(1));
            var byHandle =
                    active.stream().filter(t -> plain(t.handle()).equals(name)).toList();
            var found = byHandle.isEmpty()
                    ? active.stream()
                            .filter(t -> plain(t.firstName()).equals(name))
                            .toList()
                    : byHandle;
            if (found.size() == 1) {
                named.add(found.getFirst());
            }
        });
        return named;
    }

    /** Without capitals and accents, as people type. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }
}
