"""Familiar's Flask application."""
