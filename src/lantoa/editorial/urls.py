"""Addresses of the editorial calendar."""

from django.urls import path

from lantoa.editorial import views

urlpatterns = [
    path("", views.show, name="editorial_calendar"),
    path("<int:pk>/doi/", views.move, name="editorial_move"),
    path("lap/<int:pk>/", views.draft_gap, name="editorial_draft_gap"),
    path("den-luot/<int:pk>/", views.draft_turn, name="editorial_draft_turn"),
    path("lap-noi-dung/", views.draft_topic, name="editorial_draft_topic"),
]
