"""The stories of a repository and the plan they belong to: read one by one, and judged by rules."""
