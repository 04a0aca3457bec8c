"""Addresses of this room, below /lich-su/."""

from django.urls import URLPattern, path

from lantoa.history import views

urlpatterns: list[URLPattern] = [
    path("", views.list_history, name="history_list"),
    path("<slug:kind>/<int:pk>/", views.show_history, name="history_show"),
]
