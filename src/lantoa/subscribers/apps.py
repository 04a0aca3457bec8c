"""The room of those who asked to be told."""

from django.apps import AppConfig


class SubscribersConfig(AppConfig):
    """Người đăng ký nhận tin."""

    name = "lantoa.subscribers"
    label = "subscribers"
    verbose_name = "Người đăng ký nhận tin"
