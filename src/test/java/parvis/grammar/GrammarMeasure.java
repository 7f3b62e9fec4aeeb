package parvis.grammar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;

/**
 * What grammar says about texts that were published: which rules speak, how often, and about what. A file whose name ends in
 * {@code .md} is read by paragraphs, another by lines.
 */
final class GrammarMeasure {
    private GrammarMeasure() {}

    public static void main(String[] arguments) throws IOException {
        var language = arguments[0];
        var most = Integer.parseInt(arguments[1]);
        var texts = new ArrayList<String>();
        for (var file : List.of(arguments).subList(2, arguments.length)) {
            texts.addAll(texts(Path.of(file)));
        }
        var step = Math.max(1, texts.size() / most);
        var tool = new JLanguageTool(Languages.getLanguageForShortCode(language.equals("en") ? "en-GB" : language));
        House.fit(tool);
        var count = new HashMap<String, Integer>();
        var examples = new HashMap<String, Set<String>>();
        int read = 0;
        int words = 0;
        int spoken = 0;
        for (int i = 0; i < texts.size(); i += step) {
            var text = texts.get(i);
            read++;
            words += text.split("\\s+").length;
            var matches = tool.check(text);
            var told = Matches.told(matches, text, language, Set.of());
            var kept = new HashSet<String>();
            told.forEach(finding -> kept.add(finding.start() + "-" + finding.end()));
            spoken += told.size();
            for (var match : matches) {
                if (kept.contains(match.getFromPos() + "-" + match.getToPos())) {
                    var id = match.getRule().getId() + " ["
                            + match.getRule().getCategory().getId() + " "
                            + match.getRule().getLocQualityIssueType() + "]";
                    count.merge(id, 1, Integer::sum);
                    var some = examples.computeIfAbsent(id, any -> new LinkedHashSet<>());
                    if (some.size() < 6) {
                        some.add("…"
                                + text.substring(Math.max(0, match.getFromPos() - 20), match.getFromPos())
                                + "[" + text.substring(match.getFromPos(), match.getToPos()) + "]"
                                + text.substring(match.getToPos(), Math.min(text.length(), match.getToPos() + 20)));
                    }
                }
            }
        }
        System.out.println(read + " texts, " + words + " words, " + spoken + " findings");
        count.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .forEach(entry -> System.out.println(entry.getValue() + " " + entry.getKey() + " "
                        + examples.get(entry.getKey()).toString().replaceAll("\\s+", " ")));
    }

    private static List<String> texts(Path file) throws IOException {
        var whole = Files.readString(file);
        return file.toString().endsWith(".md")
                ? List.of(whole.split("\\n\\s*\\n")).stream()
                        .filter(one -> !one.contains("```"))
                        .toList()
                : whole.lines().filter(line -> !line.isBlank()).toList();
    }
}
