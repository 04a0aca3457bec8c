"""Addresses of the staff face itself."""

from django.urls import path

from lantoa.office import views

urlpatterns = [path("", views.home, name="home")]
