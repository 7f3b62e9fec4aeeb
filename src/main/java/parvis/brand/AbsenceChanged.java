package parvis.brand;

import java.time.Instant;
import parvis.database.BrandId;

/** Published in the transaction in which somebody says that a colleague is away, or takes it back. */
public record AbsenceChanged(BrandId brand, Instant at) {}
