/**
 * Spelling and grammar, French and English, by LanguageTool on this machine: nothing is sent anywhere to be read. It loads when
 * it is first asked, which takes seconds, and reads beside whoever asks: they get what is ready in time.
 */
@ApplicationModule(displayName = "Grammar", allowedDependencies = "guard")
@NullMarked
package parvis.grammar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
