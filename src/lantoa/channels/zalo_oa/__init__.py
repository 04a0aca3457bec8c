"""Zalo Official Account: articles, and telling the followers of them."""
