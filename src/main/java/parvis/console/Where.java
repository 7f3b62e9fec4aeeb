package parvis.console;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a house keeps what is not in its database.
 *
 * @param files the directory of its files, in the data directory or elsewhere
 * @param named whether somebody said where; else it is the data directory's own
 * @param adopt whether it is the house's from now on, whatever was before
 */
record Where(Path data, Path files, boolean named, boolean adopt) {

    static Where of(Path data, Environment environment) {
        return of(data, null, false, environment);
    }

    /** @param option from the console; else the environment says it, or nobody does */
    static Where of(Path data, @Nullable Path option, boolean adopt, Environment environment) {
        var files = OutsideSettings.files(environment, option);
        return new Where(
                data,
                files.orElseGet(() -> data.resolve("files")).toAbsolutePath().normalize(),
                files.isPresent(),
                adopt);
    }

    /** As the server told it that has the data directory; what somebody says goes before. */
    Where told(Path by) {
        return named ? this : new Where(data, by, true, adopt);
    }
}
