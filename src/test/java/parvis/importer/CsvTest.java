package parvis.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import parvis.brand.Brand;
import parvis.brand.BrandCreation;
import parvis.brand.Brands;
import parvis.conversation.History.Brought;
import parvis.database.Transactions;
import parvis.importer.Field.About;
import parvis.importer.Summary.Reason;
import parvis.importer.Summary.What;
import parvis.support.ProductTest;
import parvis.support.TwoBrands;

@ProductTest
class CsvTest {
    @Autowired
    Csv csv;

    @Autowired
    BrandCreation creation;

    @Autowired
    Brands all;

    @Autowired
    TwoBrands brands;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient db;

    @TempDir
    Path home;

    @Test
    void peopleComeWithWhatTheLinesSayAndBadLinesStayBehindByTheirNumber() throws Exception {
        var brand = House.make(creation, all);
        var table = Table.of(file("""
                Prénom;Nom;Courriel;Ville;Inscrit le;Langue
                Hélène;"Dupont; née Roux";HELENE@client.example;Lyon;31/12/2019;fr
                Paul;;paul@;Paris;;
                ;;;;;
                "Anne
                Marie";Roux;;Brest;01/02/2020;en
                Trop;de;champs@x.example;ici;01/02/2020;fr;encore
                """, Charset.forName("windows-1252")));

        assertThat(table.charset().name()).isEqualTo("windows-1252");
        assertThat(table.separator()).isEqualTo(';');
        var mapping = Mapping.guess(table);
        assertThat(mapping.about()).isEqualTo(About.PEOPLE);
        assertThat(mapping.columns())
                .isEqualTo(Map.of(
                        Field.FIRST_NAME, 0,
                        Field.LAST_NAME, 1,
                        Field.EMAIL, 2,
                        Field.CITY, 3,
                        Field.SINCE, 4,
                        Field.LANGUAGE, 5));

        var summary = csv.bring(brand, table, mapping, "gens", List.of(), p -> {});

        assertThat(summary.brought(What.PEOPLE)).isEqualTo(new Brought(2, 0, 0));
        assertThat(summary.leftOut())
                .isEqualTo(Map.of(Reason.BAD_ADDRESS, 1L, Reason.NO_SENDER, 1L, Reason.FIELDS, 1L));
        assertThat(summary.examples())
                .isEqualTo(Map.of(
                        Reason.BAD_ADDRESS, List.of("3"),
                        Reason.NO_SENDER, List.of("4"),
                        Reason.FIELDS, List.of("7")));
        var people = rows(
                brand,
                "select p.name, p.city, p.language, p.since::date::text as since, i.kind, i.value, i.proof from person.person p join person.identity i on i.person = p.id order by p.name");
        assertThat(people).hasSize(2);
        assertThat(people.get(0)).containsEntry("name", "Anne Marie Roux").containsEntry("kind", "import:csv:gens");
        assertThat(people.get(1))
                .containsEntry("name", "Hélène Dupont; née Roux")
                .containsEntry("city", "Lyon")
                .containsEntry("language", "fr")
                .containsEntry("kind", "email")
                .containsEntry("value", "helene@client.example")
                .containsEntry("proof", "probable");

        var before = Census.of(transactions, db, brand);
        assertThat(csv.bring(brand, table, mapping, "gens", List.of(), p -> {}).brought(What.PEOPLE))
                .isEqualTo(new Brought(0, 2, 0));
        assertThat(Census.of(transactions, db, brand)).isEqualTo(before);
    }

    @Test
    void conversationsComeWithWhoSpokeInThemAndAreNeverLate() throws Exception {
        var brand = brands.tilleul();
        var table = Table.of(file("""
                Ticket,Date,From,Author,Email,Subject,Body,Tags
                %1$s-1,2020-03-01 10:00,customer,Lise,lise@client.example,Le joint,Il est abîmé.,"joint, retour"
                %1$s-1,2020-03-01 12:00,agent,Nadia Belkacem,sav@ailleurs.example,Re: Le joint,Voici un autre.,
                %1$s-2,01/13/2020,agent,Nadia Belkacem,sav@ailleurs.example,Seule,Personne ne demande.,
                %1$s-3,hier,customer,Lise,lise@client.example,Quand,Sans date.,
                %1$s-4,2020-03-01T10:00:00Z,customer,Lise,lise@client.example,Vide,,
                """.formatted(home.getFileName()), StandardCharsets.UTF_16));
        assertThat(table.charset()).isEqualTo(StandardCharsets.UTF_16BE);
        var mapping = Mapping.guess(table);
        assertThat(mapping.about()).isEqualTo(About.CONVERSATIONS);
        assertThat(mapping.problem()).isEmpty();

        var called = "tickets-" + home.getFileName();
        var summary = csv.bring(brand, table, mapping, called, List.of(), p -> {});

        assertThat(summary.brought(What.MESSAGES)).isEqualTo(new Brought(2, 0, 0));
        assertThat(summary.leftOut())
                .isEqualTo(Map.of(Reason.ANSWER_ASTRAY, 1L, Reason.UNDATED, 1L, Reason.NO_TEXT, 1L));
        var rows = rows(
                brand,
                "select m.kind, m.visibility, m.text, c.state, c.due_at, c.messages, c.answers from conversation.message m join conversation.conversation c on c.id = m.conversation where m.external_id like 'csv:"
                        + called + ":%' order by m.at");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .containsEntry("kind", "received")
                .containsEntry("visibility", "private")
                .containsEntry("state", "waiting")
                .containsEntry("due_at", null)
                .containsEntry("messages", 2)
                .containsEntry("answers", 1);
        assertThat(rows.get(1)).containsEntry("kind", "sent").containsEntry("text", "Voici un autre.");
        assertThat(csv.bring(brand, table, mapping, called, List.of(), p -> {}).brought(What.MESSAGES))
                .isEqualTo(new Brought(0, 2, 0));
    }

    @Test
    void whatIsNoTableIsRefusedAndAMappingSaysWhatItLacks() throws Exception {
        assertThatThrownBy(() -> Table.of(home.resolve("nowhere.csv"))).isInstanceOf(DumpRefused.class);
        assertThatThrownBy(() -> Table.of(file("", StandardCharsets.UTF_8))).isInstanceOf(DumpRefused.class);
        var table = Table.of(file("sep=|\nA|B\n1|2\n", StandardCharsets.UTF_8));
        assertThat(table.columns()).containsExactly("A", "B");
        var mapping = Mapping.guess(table);
        assertThat(mapping.problem()).contains(Mapping.Problem.NO_PERSON);
        assertThat(mapping.with(Field.NAME, 0).problem()).isEmpty();
        assertThat(new Mapping(About.CONVERSATIONS, Map.of(Field.NAME, 0)).problem())
                .contains(Mapping.Problem.NO_TEXT);
    }

    @Test
    void datesAreReadAsTheyAreWritten() {
        var paris = ZoneId.of("Europe/Paris");
        var days = new Moments(paris, List.of("03/02/2020"));
        assertThat(days.read("03/02/2020")).contains(Instant.parse("2020-02-02T23:00:00Z"));
        assertThat(days.read("03.02.2020 14:30")).contains(Instant.parse("2020-02-03T13:30:00Z"));
        assertThat(new Moments(paris, List.of("03/25/2020")).read("03/02/2020 2:30 PM"))
                .contains(Instant.parse("2020-03-02T13:30:00Z"));
        assertThat(days.read("2020-02-03T14:30:00+02:00")).contains(Instant.parse("2020-02-03T12:30:00Z"));
        assertThat(days.read("2020-02-03 14:30:00 UTC")).contains(Instant.parse("2020-02-03T14:30:00Z"));
        assertThat(days.read("2020-02-03 14:30")).contains(Instant.parse("2020-02-03T13:30:00Z"));
        assertThat(days.read("1580740200")).contains(Instant.parse("2020-02-03T14:30:00Z"));
        assertThat(days.read("Mon, 3 Feb 2020 14:30:00 +0000")).contains(Instant.parse("2020-02-03T14:30:00Z"));
        assertThat(days.read("hier")).isEmpty();
        assertThat(days.read("31/02/2020")).isEmpty();
    }

    private Path file(String content, Charset charset) throws IOException {
        return Files.writeString(Files.createTempFile(home, "table", ".csv"), content, charset);
    }

    private List<Map<String, Object>> rows(Brand brand, String sql) {
        return transactions.reading(brand.id(), () -> db.sql(sql).query().listOfRows());
    }
}
