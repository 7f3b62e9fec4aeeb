package parvis.newsroom;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import parvis.brand.Brand;
import parvis.brand.Permission;
import parvis.brand.Teammate;
import parvis.person.TeammateArgument;
import parvis.web.Shell;

/** Gives a controller's method the {@link Writer}. */
@Component
class WriterArgument extends TeammateArgument<Writer> {

    private final AtTheDesk desk;

    WriterArgument(AtTheDesk desk) {
        super(Writer.class, Permission.WRITE_DRAFTS);
        this.desk = desk;
    }

    @Override
    protected Writer of(Brand brand, Teammate me, Shell shell, HttpServletRequest request) {
        return new Writer(brand, me, shell, request.getHeader("Parvis-Fragment") != null, request, desk);
    }
}
