"""The processes of the boundary: what each does, how they are started and ended. What serves the plain process too is among it."""
