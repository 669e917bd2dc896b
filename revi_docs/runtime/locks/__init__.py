"""The phase lock of a story: acquire, renew, release, break."""
