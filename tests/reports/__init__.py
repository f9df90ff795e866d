"""Every format holds what the result says, and keeps what people typed as text."""
