"""Tests of Headway, in the order of its packages."""
