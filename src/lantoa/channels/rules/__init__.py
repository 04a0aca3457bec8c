"""What may become of a delivery, and the words and measures of channels. Pure."""
