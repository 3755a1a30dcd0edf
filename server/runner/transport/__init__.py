"""The messages between the processes: channels, frames, and limits for the input from another process."""
