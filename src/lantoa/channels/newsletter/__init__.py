"""E-mail to those who asked for it."""
