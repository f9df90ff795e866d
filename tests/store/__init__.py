"""Promises of the store, kept with real database files and real processes."""
