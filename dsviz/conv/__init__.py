"""One layer's mathematics: settings, geometry, two backends, and the steps that lead to every number."""
