"""Shared by the tests of this room."""

from tests.office.conftest import chromium

__all__ = ["chromium"]
