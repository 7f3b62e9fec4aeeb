package parvis.api;

import java.util.Set;
import java.util.UUID;
import parvis.brand.TeammateId;
import parvis.database.BrandId;

/** A key of the API without its secret. */
record Key(UUID id, BrandId brand, TeammateId teammate, Set<Scope> scopes, int quotaPerMinute) {}
