"""YouTube: videos by resumable upload."""
