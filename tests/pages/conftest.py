"""Debian's Chromium for the pages, and a ward to play in."""

from tests.office.conftest import chromium

__all__ = ["chromium"]
