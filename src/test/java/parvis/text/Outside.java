package parvis.text;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/** Real inputs that nobody of this project wrote; tests that want them are skipped where they are absent. */
final class Outside {

    private static final Pattern JSON_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private Outside() {}

    static String read(String name) throws IOException {
        var file = Path.of("../shared/data").resolve(name);
        assumeTrue(Files.exists(file), "not here, so not tried: " + file);
        return Files.readString(file);
    }

    static List<String> hostileTexts() throws IOException {
        var texts = new ArrayList<>(read("security/xss_payloadbox.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .toList());
        var strings = JSON_STRING.matcher(read("security/blns.json"));
        while (strings.find()) {
            texts.add(ESCAPE.matcher(strings.group(1))
                    .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(unescaped(match.group(1)))));
        }
        return texts;
    }

    static List<String> forumPosts() throws IOException {
        var posts = Jsoup.parse(read("forums/se_french_meta/Posts.xml"), Parser.xmlParser());
        return posts.select("row").eachAttr("Body");
    }

    private static String unescaped(String escape) {
        return switch (escape.charAt(0)) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'u' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }
}
