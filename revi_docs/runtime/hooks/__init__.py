"""The hooks of Claude Code: one module for each event, each with a function `answer`."""
