# revi:50472ebca19d7fe9
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""Decisions about a contract: pure functions over plain values that need only the standard library.

Each module answers one question and has a TypeScript twin with the same file name. The functions read a
`CompiledContract` and contain no facts of a particular workflow. Both versions are copied unchanged into the
generated packages, so the modules import each other relatively.
"""
