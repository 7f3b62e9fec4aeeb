@NullMarked
package parvis.importer.page;

import org.jspecify.annotations.NullMarked;
