"""A second person looks at evidence: accepts it, or returns it with a note (ADR 0010)."""
