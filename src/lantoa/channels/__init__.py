"""Kênh phát: one protocol for every place where an approved item goes, one folder for each of them; deliveries, their
attempts and receipts (design §5, ADR 0030)."""
