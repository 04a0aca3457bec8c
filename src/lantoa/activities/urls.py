"""Addresses of this room."""

from django.urls import path

from lantoa.activities import views
from lantoa.activities.accepting import views as accepting

urlpatterns = [
    path("", views.index, name="activities_list"),
    path("ghi/", views.log, name="activities_log"),
    path("goi-y/", views.suggest, name="activities_suggest"),
    path("<int:pk>/", views.show, name="activities_show"),
    path("<int:pk>/sua/", views.edit, name="activities_edit"),
    path("<int:pk>/minh-chung/", views.evidence, name="activities_evidence"),
    path("<int:pk>/ky/", views.periods, name="activities_periods"),
    path("<int:pk>/rut/", views.withdraw, name="activities_withdraw"),
    path("minh-chung/", accepting.queue, name="evidence_queue"),
    path("minh-chung/bi-tra-lai/", accepting.returned, name="evidence_returned"),
    path("<int:pk>/minh-chung/xac-nhan/", accepting.accept, name="evidence_accept"),
    path("<int:pk>/minh-chung/hoan-tac/", accepting.reopen, name="evidence_reopen"),
    path("minh-chung/<int:pk>/tra-lai/", accepting.give_back, name="evidence_return"),
    path("minh-chung/<int:pk>/thay/", accepting.replace, name="evidence_replace"),
    path("minh-chung/<int:pk>/rut/", accepting.withdraw, name="evidence_withdraw"),
]
