"""Answers in, posterior out: the measurement model, on arrays only."""
