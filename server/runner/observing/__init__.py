"""What a candidate does on inputs that no example holds: its outputs as data, which nothing of the candidate's compares."""
