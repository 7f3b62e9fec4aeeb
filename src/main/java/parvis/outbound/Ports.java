package parvis.outbound;

import java.util.Set;

/** Where pages are served; what else listens at an address is not spoken to. */
final class Ports {
    static final Set<Integer> MAY_BE_ASKED = Set.of(80, 443, 8080, 8443);

    private Ports() {}
}
