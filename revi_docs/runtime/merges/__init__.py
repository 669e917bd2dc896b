"""What is left to do for a story after `git merge`."""
