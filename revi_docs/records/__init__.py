"""What is written while a story is worked on: read line by line, appended, folded. Standard library only."""
