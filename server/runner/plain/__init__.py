"""The plain process: the file, its package and its tests as Python loads them, a fork for each candidate, its code in the function's place."""
