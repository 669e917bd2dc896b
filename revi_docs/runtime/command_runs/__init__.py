"""Begin and end the run of a command on a story, and show what can be done next."""
