package parvis.importer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a column of a table may tell. */
public enum Field {
    EMAIL(
            "e-?mails?|courriels?|mel|(adresse )?(e-?)?mail|(adresse )?(de )?courriel|e-?mail address|from e-?mail|sender|expediteur"),
    NAME(
            "(full |display )?name|nom( complet)?|nom et prenom|prenom et nom|author|auteur|customer|client|contact|from name"),
    FIRST_NAME("first ?name|given ?name|prenom"),
    LAST_NAME("last ?name|sur ?name|family ?name|nom de famille"),
    CITY("city|town|ville|commune"),
    LANGUAGE("lang(uage)?|langue|locale"),
    SINCE(
            "since|created( at| on)?|registered|sign(ed)? ?up|joined|depuis|inscrit( le)?|inscription|date d inscription|cree( le)?|date de creation"),
    CONVERSATION(
            "conversation|thread|ticket|topic|fil|dossier|case|(conversation|thread|ticket|topic) (id|number)|(numero|no|n) (de|du) (ticket|dossier|fil|conversation)"),
    ID("id|message id|identifiant|reference|ref|message"),
    DATE(
            "date|at|time|sent( at| on)?|received( at| on)?|date d envoi|envoye( le)?|recu( le)?|horodatage|timestamp|created|created at"),
    FROM("from|direction|sender type|role|author type|de|sens|type"),
    SUBJECT("subject|title|objet|sujet|titre"),
    TEXT("text|body|message|content|texte|corps|contenu|comment|commentaire|description"),
    TAGS("tags?|labels?|etiquettes?|categor(y|ies|ie)|mots cles"),
    PUBLIC("public|visibility|visibilite|publique"),
    ADDRESS("url|link|lien|address|permalink");

    /** What a table is about. */
    public enum About {
        PEOPLE,
        CONVERSATIONS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<About> of(String word) {
            return Arrays.stream(values())
                    .filter(about -> about.word().equals(word))
                    .findFirst();
        }

        public List<Field> fields() {
            return Arrays.stream(Field.values())
                    .filter(field -> this == PEOPLE ? OF_PEOPLE.contains(field) : !ONLY_OF_PEOPLE.contains(field))
                    .toList();
        }
    }

    private static final Set<Field> OF_PEOPLE = Set.of(EMAIL, NAME, FIRST_NAME, LAST_NAME, CITY, LANGUAGE, SINCE);
    private static final Set<Field> ONLY_OF_PEOPLE = Set.of(FIRST_NAME, LAST_NAME, CITY, SINCE);

    private final Pattern called;

    Field(String called) {
        this.called = Pattern.compile(called);
    }

    /** As the command line and tables name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Field> of(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word().equals(word))
                .findFirst();
    }

    /** Whether a column of that name, French or English, most likely tells it. */
    boolean isCalled(String column) {
        var plain = Normalizer.normalize(column, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9-]+", " ")
                .strip();
        return called.matcher(plain).matches();
    }
}
