"""What Familiar knows about people and faces, free of any web, database or image library."""
