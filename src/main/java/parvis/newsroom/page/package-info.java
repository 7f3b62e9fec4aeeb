@NullMarked
package parvis.newsroom.page;

import org.jspecify.annotations.NullMarked;
