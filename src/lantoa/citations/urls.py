"""Addresses of this room, below /van-ban/."""

from django.urls import path

from lantoa.citations import views

urlpatterns = [
    path("", views.index, name="citations_list"),
    path("excel/", views.download, name="citations_excel"),
    path("nhap/", views.import_sheet, name="citations_import"),
    path("ghi/", views.enter, name="citations_enter"),
    path("muc/<int:pk>/", views.entry, name="citations_entry"),
    path("ghi/<int:pk>/", views.change, name="citations_change"),
    path("ghi/<int:pk>/bo/", views.drop, name="citations_drop"),
    path("<slug:slug>/", views.show, name="citations_show"),
]
