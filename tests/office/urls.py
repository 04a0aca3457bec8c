"""Addresses for the tests of the face alone: what the shell links to, and an empty page at every place of the menu."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from lantoa.office.navigation import NAV


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("tai-khoan/", include("allauth.urls")),
    path("xa/", include("lantoa.communes.urls")),
    path("", include("lantoa.phone.urls")),
    *(path(item.path.lstrip("/"), nothing) for item in NAV),
]
