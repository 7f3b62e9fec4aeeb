package parvis.demo;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the scenes for the tests: who appears in a turn, which turns there are. */
final class Reading {
    static final List<Scene> ALL =
            Stream.concat(Scenes.TILLEUL.stream(), Scenes.ATELIER_NORD.stream()).toList();

    private Reading() {}

    static Set<String> membersIn(Turn turn) {
        return switch (turn) {
            case Turn.Reply reply -> Set.of(reply.member());
            case Turn.Rated rated -> Set.of(rated.by());
            case Turn.Report report -> Set.of(report.by());
            default -> Set.of();
        };
    }

    static Set<String> teammatesIn(Turn turn) {
        return switch (turn) {
            case Turn.Answer answer -> Set.of(answer.teammate());
            case Turn.Proposed proposed -> Set.of(proposed.teammate());
            case Turn.Note note -> Set.of(note.teammate());
            case Turn.HandOver handOver -> Set.of(handOver.from(), handOver.to());
            case Turn.Close close -> Set.of(close.teammate());
            case Turn.Hide hide -> Set.of(hide.teammate());
            default -> Set.of();
        };
    }

    static List<Scene> scenesOf(Catalogue.Brand brand) {
        return brand.slug().equals("tilleul") ? Scenes.TILLEUL : Scenes.ATELIER_NORD;
    }

    static boolean has(Scene scene, Class<? extends Turn> kind) {
        return !turns(scene, kind).isEmpty();
    }

    static <T extends Turn> List<T> turns(Class<T> kind) {
        return ALL.stream().flatMap(scene -> turns(scene, kind).stream()).toList();
    }

    static <T extends Turn> List<T> turns(Scene scene, Class<T> kind) {
        return scene.turns().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
