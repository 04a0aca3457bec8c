"""What printed matter must be like. Pure."""
