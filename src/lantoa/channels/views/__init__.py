"""Pages of channels: accounts, publishing an item, the log of deliveries."""
