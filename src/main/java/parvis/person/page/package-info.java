@NullMarked
package parvis.person.page;

import org.jspecify.annotations.NullMarked;
