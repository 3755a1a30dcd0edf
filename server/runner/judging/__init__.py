"""The user's file during judging: its steps and examples, the stub in the function's place, verdicts and their marks."""
