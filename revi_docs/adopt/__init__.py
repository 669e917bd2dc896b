"""Adopt an existing repository: propose a contract that owns the facts its files already state."""
