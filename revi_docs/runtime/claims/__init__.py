"""Exclusive claims of stories: the protocol, and the implementation in files."""
