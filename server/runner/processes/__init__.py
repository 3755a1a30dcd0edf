"""The processes of the boundary, with their start and end. The plain process uses some of this too."""
