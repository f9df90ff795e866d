"""Tests of many people scored at once."""
