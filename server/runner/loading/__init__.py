"""Loads the user's environment and modules in a bare interpreter."""
