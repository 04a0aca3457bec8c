"""Folding of Vietnamese text, so that "ke hoach" finds "kế hoạch": the library's, by its old name."""

from vanban.letters import bare as fold

__all__ = ["fold"]
