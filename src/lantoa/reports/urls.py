"""Addresses of the room of reports."""

from django.urls import path

from lantoa.reports import views

urlpatterns = [
    path("", views.reports_list, name="reports_list"),
    path("lap/", views.reports_make, name="reports_make"),
    path("van-ban.css", views.reports_style, name="reports_style"),
    path("<int:pk>/", views.reports_show, name="reports_show"),
    path("<int:pk>/minh-chung/<slug:anchor>/", views.reports_behind, name="reports_behind"),
]
