"""E-mail with the ready text and pictures to the editor of another page."""
