"""Documents as bytes: one model of a report, and a function for each format."""
