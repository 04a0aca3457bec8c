"""Pages of the room of drafts."""
