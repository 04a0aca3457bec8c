"""What a medium must say of itself, how large it may be, which sizes are made of it. Pure."""
