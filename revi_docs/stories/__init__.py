"""Stories and their artifacts as they stand on disk, each with its place; and the rules they must keep."""
