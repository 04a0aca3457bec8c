"""Addresses of this room, below /kenh/nguoi-nhan/."""

from django.urls import path

from lantoa.subscribers import excel, views

urlpatterns = [
    path("", views.people, name="subscribers_list"),
    path("phieu/", views.paper, name="subscribers_paper"),
    path("tai-ve/", excel.tables, name="subscribers_excel"),
    path("<int:pk>/xoa/", views.erase, name="subscribers_erase"),
]
