package parvis.desk;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A conversation by itself for a page that is there already, or the whole desk around it for a browser that has none. */
@Component
class Panes {
    private final DeskReader desks;

    Panes(DeskReader desks) {
        this.desks = desks;
    }

    /** @return the name of the template */
    String show(Visit visit, long number, @Nullable Unsent unsent, Model model) {
        if (visit.fragment()) {
            model.addAttribute("talk", desks.talk(visit, number, unsent));
            return "desk/opened";
        }
        model.addAttribute("page", desks.desk(visit, number, unsent));
        return "desk/desk";
    }

    /** After something was done: the conversation as it is now, at its own address. */
    String done(Visit visit, long number, String anchor, Model model) {
        return visit.fragment()
                ? show(visit, number, null, model)
                : "redirect:/desk/conversations/" + number + visit.queue() + anchor;
    }

    static HttpStatus status(Unsent.Reason reason) {
        return switch (reason) {
            case OVERTAKEN, TOO_LATE, PROPOSED, CHANGED, SETTLED -> HttpStatus.CONFLICT;
            case TAKEN_BACK, READ, BLANKED, CANNED -> HttpStatus.OK;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case PICTURES_HEAVY -> HttpStatus.CONTENT_TOO_LARGE;
            case CLOSED,
                    GUARDED,
                    NO_VOICE,
                    NO_ADVICE,
                    OTHER_HOUSE,
                    ONLY_PRIVATE,
                    EMPTY,
                    HOLE,
                    UNSEEN,
                    HOUR,
                    SLEEP_HOUR,
                    TOO_LONG,
                    NO_RECEIVER,
                    CANNOT_TAKE,
                    COPY_UNREADABLE,
                    COPY_OWN,
                    COPY_SILENT,
                    COPY_TOO_MANY,
                    NO_OTHER,
                    OTHER_PERSON,
                    WOULD_HIDE,
                    NOT_SPLIT,
                    NO_TAG,
                    TAGS_MANY,
                    PICTURES_MANY,
                    PICTURES_LARGE,
                    PICTURES_UNREADABLE,
                    PICTURES_UNDESCRIBED,
                    PICTURES_BUSY,
                    PICTURES_NO_ROOM -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
