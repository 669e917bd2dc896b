"""What follows from given facts: pure functions over plain values, standard library only.

One module for each question, and beside it the same module in TypeScript. They read the contract as
`contract.py` shapes it and hold no fact of any workflow. Both ship as they are to those who use them, so
they import each other relatively.
"""
