package parvis.provider;

import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import parvis.privacy.Erasure;
import parvis.privacy.Holder;
import parvis.privacy.Telling;
import parvis.privacy.Whom;

/** What somebody is called by the identity provider of a brand. */
@Component
@Order(Holder.OF_CONVERSATIONS)
class ProviderHolder implements Holder {
    private final JdbcClient db;

    ProviderHolder(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Set<String> answersFor() {
        return Set.of("provider.link.issuer", "provider.link.subject", "provider.link.account");
    }

    @Override
    public void tell(Whom whom, Telling telling) {
        telling.rows("identity-provider", db.sql("""
                select jsonb_build_object('issuer', issuer, 'subject', subject, 'at', at) from provider.link
                 where account = ? order by at
                """).param(whom.account()));
    }

    @Override
    public void erase(Whom whom, Erasure erasure) {
        db.sql("delete from provider.link where account = ?")
                .param(whom.account())
                .update();
    }
}
