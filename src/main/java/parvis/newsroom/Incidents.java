package parvis.newsroom;

import java.time.Instant;
import java.util.List;
import parvis.database.BrandId;
import parvis.guard.Moment;

/** What goes wrong for people right now. Whoever runs incidents implements it; while nobody does, none is known. */
public interface Incidents {
    List<Moment.Incident> running(BrandId brand, Instant now);
}
