"""Template tags of the staff face."""
