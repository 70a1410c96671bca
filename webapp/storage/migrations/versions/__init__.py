"""Numbered changes of the database's tables."""
