"""The room of rosters: who does which window, who is away, who swaps with whom, and the commune's days off."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    """Lịch phân công."""

    name = "lantoa.roster"
    label = "roster"
    verbose_name = "Lịch phân công"
