package parvis.newsroom;

import parvis.database.BrandId;
import parvis.guard.Context;

/** What people ask of the brand. Called for many passages of one draft: it answers from memory. */
public interface Asking {
    Context.Asked of(BrandId brand);
}
