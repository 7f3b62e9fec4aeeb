package parvis.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** A connection that ends no transaction, for those who would: what they do is kept or lost with everything else. */
final class Uncommitted {
    private final Connection real;
    private boolean says = true;

    private Uncommitted(Connection real) {
        this.real = real;
    }

    static Connection of(Connection real) {
        var uncommitted = new Uncommitted(real);
        return (Connection) Proxy.newProxyInstance(
                Uncommitted.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> uncommitted.call(method, arguments));
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "commit", "rollback", "close" -> {
                return null;
            }
            case "setAutoCommit" -> {
                says = arguments != null && Boolean.TRUE.equals(arguments[0]);
                return null;
            }
            case "getAutoCommit" -> {
                return says;
            }
            default -> {
                try {
                    return method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        }
    }
}
