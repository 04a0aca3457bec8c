"""Where a medium of the library is used: asked by the library's own page, which knows no content."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.content.models import Item, Revision
from lantoa.media.access import access_medium
from lantoa.media.models import Medium

MOST = 50


@require_safe
@staff(Permission.SEE)
def content_uses(request: StaffRequest, pk: int) -> HttpResponse:
    """Items whose words show this medium now, or that are out with it."""
    return render(request, "content/uses.html", {"items": using(access_medium(request.actor, pk))[:MOST]})


def using(medium: Medium) -> list[Item]:
    """The items, the latest changed first."""
    named = Q(body_html__contains=f"/thu-vien/{medium.pk}/anh/")
    if medium.file_id:
        named |= Q(media__contains=[{"file": medium.file_id}])
    if medium.url:
        named |= Q(media__contains=[{"url": medium.url}])
    with_it = Revision.objects.filter(named).values("pk")
    rows = Item.objects.filter(Q(latest__in=with_it) | Q(approved__in=with_it) | Q(live__in=with_it))
    return list(rows.order_by("-changed_at", "-id")[:MOST])
