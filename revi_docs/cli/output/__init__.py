"""What both programs print to the terminal."""
