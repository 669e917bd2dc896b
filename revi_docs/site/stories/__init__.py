"""The pages of the stories: a board, a roadmap, tokens, one page for each. Built, and never committed."""
