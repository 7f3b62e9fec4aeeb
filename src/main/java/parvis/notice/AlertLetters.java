package parvis.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import parvis.brand.Absences;
import parvis.brand.Addresses;
import parvis.brand.Brand;
import parvis.brand.Brands;
import parvis.brand.Team;
import parvis.brand.Teammate;
import parvis.conversation.Alerts;
import parvis.conversation.Alerts.Alert;
import parvis.database.Transactions;
import parvis.jobs.Housekeeping;
import parvis.notice.Part.Aside;
import parvis.notice.Part.Button;
import parvis.notice.Part.Paragraph;
import parvis.web.Words;

/** One letter to a colleague about what they did not see at the desk in time. */
@Component
class AlertLetters implements Housekeeping {
    private final Alerts alerts;
    private final Writing writing;
    private final Facts facts;
    private final Brands brands;
    private final Team team;
    private final Absences absences;
    private final Addresses addresses;
    private final Transactions transactions;

    AlertLetters(
            Alerts alerts,
            Writing writing,
            Facts facts,
            Brands brands,
            Team team,
            Absences absences,
            Addresses addresses,
            Transactions transactions) {
        this.alerts = alerts;
        this.writing = writing;
        this.facts = facts;
        this.brands = brands;
        this.team = team;
        this.absences = absences;
        this.addresses = addresses;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "notice.alerts";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void work(Instant now) {
        for (var id : brands.all()) {
            transactions.run(id, () -> {
                var brand = brands.require(id);
                alerts.overdue(now).stream()
                        .collect(Collectors.groupingBy(Alert::teammate))
                        .forEach((teammate, theirs) -> write(brand, teammate, theirs, now));
            });
        }
    }

    private void write(Brand brand, UUID id, List<Alert> theirs, Instant now) {
        // whoever left is told nothing more
        var whom = team.byId(brand.id(), id).filter(Teammate::active);
        // what a colleague does not see because they are away is for whoever stands in
        var teammate =
                whom.flatMap(absent -> absences.away(brand, now).inCharge(id)).or(() -> whom);
        var reader = teammate.flatMap(t -> facts.teammate(brand, t));
        if (teammate.isEmpty() || reader.isEmpty()) {
            return;
        }
        var words = Words.in(Facts.language(reader.get(), brand.language()));
        var parts = new ArrayList<Part>();
        parts.add(new Paragraph(words.t("letter.hello.name", teammate.get().firstName())));
        if (!teammate.equals(whom)) {
            whom.ifPresent(absent -> parts.add(new Paragraph(words.t("letter.alert.for", absent.name()))));
        }
        for (var alert : theirs) {
            var by = team.byId(brand.id(), alert.by()).map(Teammate::name).orElse(brand.name());
            if (alert.about().isOfMany()) {
                parts.add(new Paragraph(words.t("letter.alert." + alert.about().word(), by, alert.count())));
                parts.add(new Button(words.t("letter.desk"), addresses.of(brand, "/desk")));
            } else {
                parts.add(new Paragraph(words.t("letter.alert." + alert.about().word(), by, alert.subject())));
                parts.add(new Button(
                        words.t("letter.desk"), addresses.of(brand, "/desk/conversations/" + alert.number())));
            }
        }
        parts.add(new Aside(words.t("letter.alert.why", addresses.of(brand, "/desk/alerts"))));
        writing.write(new Letter(
                brand,
                reader.get().email(),
                words.language(),
                Kind.ALERT,
                null,
                words.t("letter.alert.subject", theirs.size()),
                parts,
                now));
    }
}
