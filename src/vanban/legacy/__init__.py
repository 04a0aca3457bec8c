"""Old ways of writing Vietnamese in eight bits, and Unicode that was taken for them: exact conversion, no guessing."""
