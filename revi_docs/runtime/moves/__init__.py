"""Move a story between statuses, and decide whether a command runs again."""
