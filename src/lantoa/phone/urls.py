"""Addresses of this room. The service worker stands at the root, because its place is what it may look after."""

from django.urls import path

from lantoa.phone import views

urlpatterns = [
    path("trong-may.js", views.worker, name="phone_worker"),
    path("ung-dung.webmanifest", views.manifest, name="phone_manifest"),
    path("dien-thoai/", views.waiting, name="phone_waiting"),
    path("dien-thoai/mat-mang/", views.offline, name="phone_offline"),
    path("dien-thoai/toi/", views.me, name="phone_me"),
    path("dien-thoai/gui/", views.send, name="phone_send"),
]
