package parvis.person;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.change.Change;
import parvis.change.Changes;
import parvis.database.Columns;
import parvis.database.Rows;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/** Who somebody is: they become nobody in particular, and an account that no brand knows any more goes. */
@Component
@Order(Holder.PEOPLE)
class PersonHolder implements Holder {
    private final JdbcClient db;
    private final Marks marks;
    private final Changes changes;

    PersonHolder(JdbcClient db, Marks marks, Changes changes) {
        this.db = db;
        this.marks = marks;
        this.changes = changes;
    }

    @Override
    public Set<String> answersFor() {
        return Set.of(
                "person.account.email",
                "person.blocked.person",
                "person.account.name",
                "person.account.language",
                "person.session.account",
                "person.session.agent",
                "person.session.how",
                "person.passkey.account",
                "person.passkey.host",
                "person.passkey.credential_id",
                "person.passkey.credential",
                "person.passkey.name",
                "person.challenge.account",
                "person.totp.account",
                "person.totp.secret",
                "person.recovery_code.account",
                "person.sign_in_link.email",
                "person.sign_in_link.return_to",
                "person.person.name",
                "person.person.handle",
                "person.person.account",
                "person.person.language",
                "person.person.city",
                "person.identity.person",
                "person.identity.kind",
                "person.identity.value",
                "person.invitation.email",
                "person.trait.person",
                "person.trait.value",
                "person.alike.one",
                "person.alike.other",
                "person.alike.value",
                "person.apart.one",
                "person.apart.other",
                "person.merger.person",
                "person.merger.into_person",
                "person.manner.person",
                "person.manner.title",
                "person.manner.address",
                "person.manner.hours",
                "person.undeliverable.email",
                "person.undeliverable.why");
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows(
                "person",
                db.sql("select to_jsonb(p) - 'brand' - 'erased_at' from person.person p where id = ?")
                        .param(whom.person()));
        telling.rows("identities", db.sql("""
                        select to_jsonb(i) - 'brand' - 'person' from person.identity i where person = ? order by at, id
                        """).param(whom.person()));
        telling.rows(
                "account",
                db.sql("select to_jsonb(a) from person.account a where id = ?").param(whom.account()));
        telling.rows("sessions", db.sql("""
                        select to_jsonb(s) - 'hash' - 'account' from person.session s where account = ? order by created_at
                        """).param(whom.account()));
        telling.rows("passkeys", db.sql("""
                        select to_jsonb(k) - 'account' - 'credential' - 'credential_id' from person.passkey k where account = ? order by created_at, id
                        """).param(whom.account()));
        telling.rows("sign-in-links", db.sql("""
                        select to_jsonb(l) - 'hash' from person.sign_in_link l where email = any(?) order by created_at
                        """).param(whom.addressArray()));
        telling.rows("invitations", db.sql("""
                        select to_jsonb(i) - 'brand' - 'hash' - 'invited_by' from person.invitation i where email = any(?) order by created_at
                        """).param(whom.addressArray()));
        telling.rows("silences", db.sql("""
                        select to_jsonb(u) - 'brand' from person.undeliverable u where email = any(?) order by at
                        """).param(whom.addressArray()));
        telling.rows(
                "blocked",
                db.sql("select to_jsonb(b) - 'brand' - 'by_teammate' from person.blocked b where person = ?")
                        .param(whom.person()));
        telling.rows(
                "manner",
                db.sql("select to_jsonb(m) - 'brand' - 'person' from person.manner m where person = ?")
                        .param(whom.person()));
        telling.rows(
                "traits",
                db.sql(
                                "select to_jsonb(t) - 'brand' - 'person' from person.trait t where person = ? order by at, kind, value")
                        .param(whom.person()));
        telling.rows("events", db.sql("""
                        select jsonb_build_object('at', at, 'what', what, 'how', how, 'conversation', conversation, 'detail', detail)
                          from ledger.event where actor = :person or subject = :person order by at, id
                        """).param("person", whom.person()));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        marks.keep(whom.brand(), new PersonId(whom.person()), whom.keys(), erasure.at());
        db.sql("delete from person.identity where person = ?")
                .param(whom.person())
                .update();
        for (var held : new String[] {
            "trait where person = :who",
            "alike where one = :who or other = :who",
            "apart where one = :who or other = :who",
            "merger where person = :who or into_person = :who",
            "manner where person = :who"
        }) {
            db.sql("delete from person." + held).param("who", whom.person()).update();
        }
        db.sql("delete from person.blocked where person = ?")
                .param(whom.person())
                .update();
        db.sql("delete from person.undeliverable where email = any(?)")
                .param(whom.addressArray())
                .update();
        db.sql("delete from person.invitation where email = any(?)")
                .param(whom.addressArray())
                .update();
        db.sql("delete from person.sign_in_link where email = any(?)")
                .param(whom.addressArray())
                .update();
        db.sql("""
                update person.person set name = ?, handle = ?, account = null, language = null, city = null, erased_at = ?
                 where id = ?
                """)
                .params(
                        Person.someone(whom.language()),
                        Person.ERASED + whom.person(),
                        Rows.time(erasure.at()),
                        whom.person())
                .update();
        db.sql("delete from person.session where account = ?")
                .param(whom.account())
                .update();
        db.sql("""
                delete from person.passkey k using brand.address a
                 where k.account = ? and a.kind = 'host' and a.value = k.host and a.brand = ?
                """).param(whom.account()).param(whom.brand().value()).update();
        forgetAccount(whom);
        changes.record(whom.brand(), Change.Kind.PERSON, whom.person());
    }

    /** Accounts of these addresses that are nobody's anywhere. */
    private void forgetAccount(Whom whom) {
        db.sql("""
                delete from person.account a
                 where (a.id = :account or a.email = any(:addresses))
                   and not exists (select 1 from brand.brands_of(a.id))
                   and not exists (select 1 from person.brands_of(a.id))
                """)
                .param("account", whom.account())
                .param("addresses", Columns.texts(whom.addresses()))
                .update();
    }
}
