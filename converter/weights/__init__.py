"""Readers of published weights: source tensor name → layer; leftovers are rejected by name."""
