package parvis.demo;

import java.util.List;
import java.util.stream.Stream;

/** Every scene of the demo, by brand. */
final class Scenes {
    static final List<Scene> TILLEUL = Stream.of(
                    RobotScenes.SCENES,
                    KneadingScenes.SCENES,
                    KettleScenes.SCENES,
                    ToasterScenes.SCENES,
                    MillScenes.SCENES,
                    BlenderScenes.SCENES,
                    ParcelScenes.SCENES)
            .flatMap(List::stream)
            .toList();

    static final List<Scene> ATELIER_NORD = AtelierNordScenes.SCENES;

    private Scenes() {}

    static List<Scene> of(String brand) {
        return brand.equals(Catalogue.TILLEUL.slug()) ? TILLEUL : ATELIER_NORD;
    }
}
