"""The commune's own public portal: what was sent there is what the portal shows."""
