"""App configuration."""

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    """Bài đăng nơi khác."""

    name = "lantoa.watching"
    verbose_name = "Bài đăng nơi khác"
