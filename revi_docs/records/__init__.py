"""Records of work on a story: ledger, trace, logs and transcripts. Standard library only.

- Ledger: `ledger` is what an entry means, `ledger_files` reads and writes it, `ledger_chain` orders the entries, and
  `ledger_rules` compares them with the contract (`ledger_names`, `past_contracts`).
- Evidence for a move: `evidence`.
- Trace: `trace_reader` reads it, `trace_replay` checks it, `trace_diff` compares two, `otlp` exports one.
- Tokens: `transcripts` counts them (`usage`), `token_log` records them.
- Logs of people and agents: `agent_log`, in tables (`log_tables`).
"""
