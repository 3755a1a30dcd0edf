"""Examples that a test framework runs: pytest, unittest, plain test functions, doctests."""
