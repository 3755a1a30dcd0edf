"""How the processes talk: frames over a channel, what each frame holds, and how much of what another says is taken."""
