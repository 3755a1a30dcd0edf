"""The user's environment and modules in a bare interpreter."""
