"""The command line: reads words, calls a function, prints what it returns."""
