"""Markdown: `markdown_blocks` knows what is code; tables, cells, front matter, markers and regions are found by it."""
