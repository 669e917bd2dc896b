"""What Claude Code asks before and after it acts: one module for each event, each answers with a verdict."""
