"""Where Familiar keeps things: SQLAlchemy adapters and photo files."""
