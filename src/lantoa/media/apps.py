"""The room of media: pictures, video and sound that content uses."""

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """Thư viện ảnh, video, âm thanh."""

    name = "lantoa.media"
    label = "media"
    verbose_name = "Thư viện"
    default_auto_field = "django.db.models.BigAutoField"
