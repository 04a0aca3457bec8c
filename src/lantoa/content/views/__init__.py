"""Pages of the room of content."""
