"""Addresses of this room."""

from django.urls import path

from lantoa.files import views

urlpatterns = [
    path("<int:pk>/", views.show, name="files_show"),
    path("<int:pk>/anh-nho/", views.thumbnail, name="files_thumbnail"),
]
