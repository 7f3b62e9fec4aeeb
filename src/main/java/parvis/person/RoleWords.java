package parvis.person;

import java.util.Arrays;
import java.util.List;
import parvis.brand.Permission;
import parvis.brand.Role;
import parvis.web.Shell;

/** What a role may do, in words, from the very permissions that are asked for. */
public final class RoleWords {

    private RoleWords() {}

    public static List<String> may(Role role, Shell shell) {
        return Arrays.stream(Permission.values())
                .filter(role::may)
                // who reads everything need not be told of their own
                .filter(p -> p != Permission.SEE_DESK || !role.may(Permission.SEE_ALL))
                // who may act on any conversation need not be told of their own
                .filter(p -> p != Permission.ANSWER_OWN || !role.may(Permission.ANSWER_ANY))
                .map(p -> shell.t("may." + p.word()))
                .toList();
    }
}
