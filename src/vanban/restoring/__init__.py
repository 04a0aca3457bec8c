"""Text whose marks are lost or misread, given back by a model of Vietnamese administrative prose (ADR 0025)."""
