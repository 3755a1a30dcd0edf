"""The values that cross between evaluator and child, and their forms: plain data, instances, handles, exceptions, effects, files."""
