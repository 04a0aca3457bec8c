"""Views of the public face and of its settings."""
