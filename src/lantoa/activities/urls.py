"""Addresses of this room."""

from django.urls import path

from lantoa.activities import views

urlpatterns = [
    path("", views.index, name="activities_list"),
    path("ghi/", views.log, name="activities_log"),
    path("goi-y/", views.suggest, name="activities_suggest"),
    path("<int:pk>/", views.show, name="activities_show"),
    path("<int:pk>/sua/", views.edit, name="activities_edit"),
    path("<int:pk>/minh-chung/", views.evidence, name="activities_evidence"),
    path("<int:pk>/ky/", views.periods, name="activities_periods"),
    path("<int:pk>/rut/", views.withdraw, name="activities_withdraw"),
]
