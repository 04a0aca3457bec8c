"""Who looks after what: each administrator after own people and jobs; one of them after the installation, too."""

import os

from lantoa.communes.access import Actor
from lantoa.communes.models import Commune
from lantoa.communes.roles import Permission
from lantoa.core.errors import NotAllowed


def is_carer(actor: Actor) -> bool:
    """Whether this administrator may back up and download the installation: a backup holds every commune's data.

    Where one commune uses the program, its administrators do. Where several do (a province), those of the commune named
    by ``LANTOA_CARE_COMMUNE``; without it nobody by the page, only who has the server. The sample ward counts only
    while there is no other.
    """
    if not actor.may(Permission.MANAGE_PEOPLE):
        return False
    if named := os.environ.get("LANTOA_CARE_COMMUNE", "").strip():
        return named == str(actor.commune.pk)
    used = Commune.objects.filter(opened_at__isnull=False)
    real = list(used.filter(province__is_sample=False).values_list("pk", flat=True)[:2])
    return real == [actor.commune.pk] if real else actor.commune.province.is_sample


def check_carer(actor: Actor) -> None:
    """Raise ``NotAllowed`` where somebody else looks after the installation."""
    if not is_carer(actor):
        raise NotAllowed("Việc sao lưu cả hệ thống do người quản trị máy chủ lo. Xin liên hệ người đó.")
