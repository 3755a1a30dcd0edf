"""The user's file as it is judged: its steps and examples, the stub in the function's place, verdicts and their marks."""
