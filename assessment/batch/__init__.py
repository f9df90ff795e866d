"""Many people at once: rows of answers in, a table of levels out, in bounded memory."""
