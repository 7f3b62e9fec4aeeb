package parvis.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Speaks with a real {@link Postfix} or {@link Dovecot}: skipped with a word where they are not installed, a failure where
 * {@code CI=true} promises them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("mail-servers")
@ExtendWith(MailServers.class)
public @interface MailServersTest {}
