"""What a draft holds, how it is merged, worded, composed and judged. Pure."""
