"""Promises of the measurement model, one module of tests per module of it."""
