"""Sign-in rules on top of the library."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up alone: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
