package parvis.newsroom;

import jakarta.servlet.http.HttpServletRequest;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.newsroom.page.Self;
import parvis.person.Person;
import parvis.web.Shell;

/**
 * Somebody who may be in the newsroom asks for a page of it.
 *
 * @param fragment whether a page is there already and wants what the guard says anew
 */
record Writer(Brand brand, Teammate me, Shell shell, boolean fragment, HttpServletRequest request, AtTheDesk desk) {

    boolean agency() {
        return me.role().isAgency();
    }

    Form form() {
        return new Form(request);
    }

    Self self() {
        var seesDesk = me.may(Permission.SEE_DESK);
        return new Self(
                me.name(),
                me.title().in(shell.language()),
                Person.initials(me.name()),
                seesDesk,
                seesDesk && !fragment ? desk.waiting(brand) : "");
    }
}
