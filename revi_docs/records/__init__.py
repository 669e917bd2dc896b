"""Records of work on a story: ledger, trace, logs and transcripts. Standard library only."""
