# revi:generated
# Copied from revi-docs, where it is tested. It reads the contract and contains no facts of it.
"""Decisions about a contract: pure functions over plain values that need only the standard library.

Each module answers one question and has a TypeScript twin with the same file name. The functions read a
`CompiledContract` and contain no facts of a particular workflow. Both versions are copied unchanged into the
generated packages, so the modules import each other relatively.
"""
