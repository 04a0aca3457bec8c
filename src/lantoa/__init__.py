"""Lan Tỏa."""
