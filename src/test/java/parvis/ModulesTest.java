package parvis;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void modulesKeepToTheirBoundaries() {
        ApplicationModules.of(Parvis.class).verify();
    }
}
