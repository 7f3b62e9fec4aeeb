package parvis.person;

import java.util.UUID;

public record PersonId(UUID value) {}
