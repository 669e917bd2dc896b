# revi:3aba8d9aa85a690a
# Written by hand in revi-docs, where it is tested; it reads the contract and holds no fact of it.
"""What follows from given facts: pure functions over plain values, standard library only.

One module for each question, and beside it the same module in TypeScript. They read the contract as
`contract.py` shapes it and hold no fact of any workflow. Both ship as they are to those who use them, so
they import each other relatively.
"""
