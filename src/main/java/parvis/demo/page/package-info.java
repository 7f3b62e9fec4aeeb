/** What the templates of the demo show. */
@NullMarked
package parvis.demo.page;

import org.jspecify.annotations.NullMarked;
