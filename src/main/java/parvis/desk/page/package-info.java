/** What the templates of the desk show. */
@NullMarked
package parvis.desk.page;

import org.jspecify.annotations.NullMarked;
