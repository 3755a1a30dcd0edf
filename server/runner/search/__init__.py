"""The embedded search: expressions in order of size, checked against the examples."""
