package parvis;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

/** The program. */
@SpringBootApplication
@Modulithic(systemName = "Parvis")
class Parvis {
    static void main(String... args) {
        System.exit(new parvis.console.Door(Parvis.class).open(args));
    }
}
