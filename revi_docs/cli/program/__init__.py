"""What both programs are made of: the click classes, the global options, the run of a program."""
