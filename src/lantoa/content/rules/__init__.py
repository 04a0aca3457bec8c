"""What content is and how it lives: pure rules."""
