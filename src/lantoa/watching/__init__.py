"""Bài đăng nơi khác: what appears on other people's pages, found by feeds, site maps and lists of links."""
