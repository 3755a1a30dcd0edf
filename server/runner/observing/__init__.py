"""Calls a candidate on inputs that no example makes. Its results leave as data, and no code of the candidate compares them."""
