"""Addresses of this room, under those of plans."""

from django.urls import path

from lantoa.amendments import views

urlpatterns = [
    path("<int:pk>/sua-doi/", views.start, name="amendments_start"),
    path("<int:pk>/so-sanh/", views.compared, name="amendments_compare"),
    path("<int:pk>/noi-muc/<int:item>/", views.tie, name="amendments_tie"),
    path("<int:pk>/ban-hanh-sua-doi/", views.adopt, name="amendments_adopt"),
    path("<int:pk>/minh-chung-muc-cu/", views.leftovers, name="amendments_leftovers"),
]
