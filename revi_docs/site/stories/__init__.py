"""The story pages: board, roadmap, tokens, and a page for each story. They exist only in the built site."""
