"""A repository, its stories and their ledgers: what every other family builds on."""
