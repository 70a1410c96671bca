"""Measurements against peers and the limit; results stand in bench/RESULTS.md with the command that made them."""
