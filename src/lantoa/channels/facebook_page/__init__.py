"""Facebook Page: posts with pictures."""
