"""The two command lines: parse the arguments, call a function, print its result. The only layer that prints."""
