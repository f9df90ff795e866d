"""Many people at once: gathered, measured together, put in order, summed up."""
