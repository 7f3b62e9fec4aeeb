/** What the templates of the settings show. */
@NullMarked
package parvis.settings.page;

import org.jspecify.annotations.NullMarked;
