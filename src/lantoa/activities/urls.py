"""Addresses of this room."""

from django.urls import path

from lantoa.activities import excel, views
from lantoa.activities.accepting import views as accepting
from lantoa.activities.importing import views as importing

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
    path("excel/", excel.activities, name="activities_excel"),
    path("minh-chung/excel/", excel.waiting, name="evidence_excel"),
    path("nhap/", importing.start, name="imports_start"),
    path("nhap/mau/", importing.template, name="imports_template"),
    path("nhap/<int:pk>/", importing.show, name="imports_show"),
    path("nhap/<int:pk>/cot/", importing.columns, name="imports_columns"),
    path("nhap/<int:pk>/ghi/", importing.write, name="imports_write"),
    path("nhap/<int:pk>/can-sua/", importing.faults, name="imports_faults"),
    path("nhap/<int:pk>/hoan-tac/", importing.undo, name="imports_undo"),
    path("nhap/<int:pk>/bo/", importing.drop, name="imports_drop"),
    path("nhap/dong/<int:pk>/", importing.keep, name="imports_keep"),
]
