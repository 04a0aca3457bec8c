"""Work of this room that happens later."""

from lantoa.activities.importing.jobs import read_import, write_rows

__all__ = ["read_import", "write_rows"]
