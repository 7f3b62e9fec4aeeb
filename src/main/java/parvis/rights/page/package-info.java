@NullMarked
package parvis.rights.page;

import org.jspecify.annotations.NullMarked;
