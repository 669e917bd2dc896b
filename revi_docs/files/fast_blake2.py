"""BLAKE2b as in `hashlib`, imported without OpenSSL: that import takes a fifth of the time of an empty interpreter.

`hashlib` has its BLAKE2b from the same module of CPython; another implementation of Python may not have it.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]
