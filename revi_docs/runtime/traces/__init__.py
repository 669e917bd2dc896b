"""Write the events of a story's trace, and compare traces."""
