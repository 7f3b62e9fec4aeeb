package parvis.person;

import java.time.Instant;
import parvis.database.BrandId;

/** Somebody is to show that it is still them; whoever sends mail sends the number. */
public record ProofCodeMade(BrandId brand, String email, String code, String language, Instant at) {}
