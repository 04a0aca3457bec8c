"""Addresses of the staff face itself."""

from django.conf import settings
from django.urls import path

from lantoa.office import style_page, views

urlpatterns = [path("", views.home, name="home")]

if settings.DEBUG:
    urlpatterns += [
        path("mau-giao-dien/", style_page.style_page, name="style_page"),
        path("mau-giao-dien/viec-cho/", style_page.style_job, name="style_job"),
    ]
