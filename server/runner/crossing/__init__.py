"""What crosses between evaluator and child, and as what: plain data, instances, handles, exceptions, effects, files."""
