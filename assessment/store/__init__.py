"""Attempts in and out of the database: what each person did, never lost and never mixed up."""
