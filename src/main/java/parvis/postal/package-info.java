/**
 * The post between houses: what domains publish about their mail (DNS), the seal on what leaves (DKIM, RFC 6376), and how far
 * the sender of what comes is proved (DKIM, SPF, DMARC).
 *
 * <p>Owns no table. But for {@link parvis.postal.Dns} everything is computed from what it is given; nothing here judges what a
 * proof is good for.
 */
@ApplicationModule(
        displayName = "Post",
        allowedDependencies = {})
@NullMarked
package parvis.postal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
