"""The plain process: it loads the file, its package and its tests as Python does. Each candidate gets a fork, with its code in place."""
