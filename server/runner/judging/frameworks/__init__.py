"""Examples that a test framework runs: pytest's, unittest's, plain test functions, doctests."""
