package parvis.brand;

import java.util.UUID;

public record TeammateId(UUID value) {}
