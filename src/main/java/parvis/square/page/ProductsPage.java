package parvis.square.page;

import java.util.List;

/** Everything that a house makes. */
public record ProductsPage(List<HomePage.OnShelf> shelf) {}
