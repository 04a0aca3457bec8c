"""Past activities from a spreadsheet: read, shown with what is wrong, entered once, undone as a whole (ADR 0011)."""
