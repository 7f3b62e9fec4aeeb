package parvis.demo;

import java.util.List;
import java.util.Objects;

/** The demo's year of conversations, for measures of other modules. */
public final class Year {

    /**
     * @param product its name, empty for none
     * @param asked what the asker wrote
     * @param answered what others wrote to it, without notes
     */
    public record Conversation(
            String key,
            String language,
            String subject,
            String asker,
            String product,
            List<String> asked,
            List<String> answered) {}

    private Year() {}

    public static List<Conversation> ofMaisonTilleul() {
        return Scenes.TILLEUL.stream().map(Year::conversation).toList();
    }

    private static Conversation conversation(Scene scene) {
        var asked = new java.util.ArrayList<>(List.of(scene.text()));
        var answered = new java.util.ArrayList<String>();
        for (var turn : scene.turns()) {
            switch (turn) {
                case Turn.Answer answer -> answered.add(answer.text());
                case Turn.Reply reply -> (reply.member().equals(scene.asker()) ? asked : answered).add(reply.text());
                default -> {}
            }
        }
        var product = Catalogue.TILLEUL.products().stream()
                .filter(one -> Objects.equals(one.slug(), scene.product()))
                .map(Catalogue.Product::name)
                .findFirst()
                .orElse("");
        return new Conversation(
                scene.key(), scene.language(), scene.subject(), scene.asker(), product, asked, answered);
    }
}
