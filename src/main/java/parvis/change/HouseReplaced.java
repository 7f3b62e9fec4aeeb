package parvis.change;

/** Everything was replaced by a backup: whoever keeps this node running starts it again. */
public record HouseReplaced() {}
