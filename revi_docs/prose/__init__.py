"""Check hand-written pages for former or misspelled names and for numbers that differ from the contract."""
