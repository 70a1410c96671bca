"""Figures from measurements: pure functions on arrays, checked against cases that were worked out by hand."""
