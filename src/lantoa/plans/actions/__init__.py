"""Writes about plans: intake, reading, review, adoption."""
