"""Newspapers, radio, television, bulletins: outlets that a person serves, by mail or by hand."""
