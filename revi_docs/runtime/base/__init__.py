"""A repository, its stories and their ledgers: the base of every other package in `runtime`."""
