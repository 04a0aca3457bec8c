"""Addresses of this room, below /bai-dang/."""

from django.urls import path

from lantoa.watching import views

urlpatterns = [
    path("", views.entry_list, name="watching_list"),
    path("da-xu-ly/", views.settled, name="watching_settled"),
    path("ghi-nhan/", views.decide, name="watching_decide"),
    path("<int:pk>/", views.entry, name="watching_entry"),
    path("<int:pk>/dung/", views.yes, name="watching_yes"),
    path("<int:pk>/khong/", views.no, name="watching_no"),
    path("trang/", views.source_list, name="watching_sources"),
    path("trang/them/", views.source_add, name="watching_source_add"),
    path("trang/<int:pk>/", views.source_change, name="watching_source"),
    path("trang/<int:pk>/bat-tat/", views.source_switch, name="watching_source_switch"),
]
