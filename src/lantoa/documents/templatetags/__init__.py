"""Tags of templates that speak of what the library found."""
