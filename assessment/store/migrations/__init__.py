"""The shape of the database, one revision after the other."""
