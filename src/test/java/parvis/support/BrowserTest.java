package parvis.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A {@link ProductTest} that a real browser reads: skipped with a word where there is no chromium, a failure where
 * {@code CI=true} promises one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ProductTest
@Tag("browser")
@ExtendWith(Chromium.class)
public @interface BrowserTest {}
