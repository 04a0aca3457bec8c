"""The public face: what a ward shows to everybody, without sign-in, at /cong/<commune>/ (ADR 0031)."""
