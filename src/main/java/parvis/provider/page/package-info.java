/** What the pages of identity providers show. */
@NullMarked
package parvis.provider.page;

import org.jspecify.annotations.NullMarked;
