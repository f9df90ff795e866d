"""What is asked and required: read from ``data/``, checked whole, never half used."""
