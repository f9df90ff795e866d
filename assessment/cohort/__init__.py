"""Many people at once: their results gathered, set against a role, put in order, summed up."""
