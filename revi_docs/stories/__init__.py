"""Read the stories and the execution plan of a repository, and lint them."""
