package parvis.brand;

import java.time.Instant;
import parvis.database.BrandId;

/** Somebody who looks after a brand's mail wants a letter of it, to see whether it arrives. Published inside a transaction. */
public record TrialLetterWanted(BrandId brand, String email, String language, Instant at) {}
