"""The command line: every message plain, every exit code right, nothing done unasked."""
