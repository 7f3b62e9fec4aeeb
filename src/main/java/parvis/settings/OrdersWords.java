package parvis.settings;

import java.util.ArrayList;
import java.util.List;
import parvis.text.NumberShape;
import parvis.text.NumberShape.Part;
import parvis.web.Words;

/** The shape of numbers in words: "the letters TLL, a dash, 4 digits, a dash, 6 digits". */
final class OrdersWords {

    private OrdersWords() {}

    static String of(NumberShape shape, Words words) {
        var said = new ArrayList<String>();
        for (var part : shape.parts()) {
            said.add(
                    switch (part) {
                        case Part.Letters(var letters) -> words.t("orders.part.letters", letters, letters.length());
                        case Part.Run(var of, var least, var most) -> {
                            var key = "orders.part." + word(of);
                            yield least == most ? words.t(key, least) : words.t(key + ".between", least, most);
                        }
                        case Part.Gap(var shown) -> words.t("orders.part.gap." + gap(shown));
                        case Part.Sign(var sign) -> words.t("orders.part.sign", String.valueOf(sign));
                    });
        }
        var gaps = shape.parts().stream().anyMatch(Part.Gap.class::isInstance);
        var loose = gaps ? words.t(shape.isLoose() ? "orders.gaps.loose" : "orders.gaps.asked") : "";
        return String.join(" ", words.t("orders.parts", String.join(", ", said)), loose)
                .strip();
    }

    private static String word(NumberShape.Of of) {
        return switch (of) {
            case DIGITS -> "digits";
            case LETTERS -> "any";
            case EITHER -> "either";
        };
    }

    private static String gap(char shown) {
        return switch (shown) {
            case ' ' -> "space";
            case '.' -> "dot";
            case '/' -> "slash";
            case '_' -> "line";
            default -> "dash";
        };
    }

    static List<String> lines(String typed) {
        return typed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
