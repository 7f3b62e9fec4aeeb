/** What the templates of the square show. */
@NullMarked
package parvis.square.page;

import org.jspecify.annotations.NullMarked;
