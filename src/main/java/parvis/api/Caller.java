package parvis.api;

import java.util.Set;
import java.util.UUID;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.web.Problem.Kind;

/** Who calls: a program with a key, in the name of a teammate. */
record Caller(Brand brand, Teammate teammate, UUID key, Set<Scope> scopes) {
    /** A request attribute. */
    static final String ATTRIBUTE = "parvis.api.caller";

    void needs(Scope scope) {
        if (!scopes.contains(scope)) {
            throw Refusal.because(Kind.FORBIDDEN, "api.scope.missing", scope.word());
        }
    }

    void needsOneOf(Scope one, Scope other) {
        if (!scopes.contains(one) && !scopes.contains(other)) {
            throw Refusal.because(Kind.FORBIDDEN, "api.scope.missing", one.word());
        }
    }

    /** A key never opens what its teammate may not see. */
    void needs(Permission permission) {
        if (!teammate.may(permission)) {
            throw Refusal.because(Kind.FORBIDDEN, "api.role.may.not", teammate.name());
        }
    }
}
