"""Figures, each with the same facts as a sentence and as a table."""
