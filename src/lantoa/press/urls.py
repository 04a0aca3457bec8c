"""Addresses of this room, below /bao-dai/."""

from django.urls import path

from lantoa.press import excel, views

urlpatterns = [
    path("", views.placement_list, name="press_list"),
    path("excel/", excel.table, name="press_excel"),
    path("ghi/", views.placement_new, name="press_new"),
    path("<int:pk>/", views.placement, name="press_show"),
    path("<int:pk>/da-dang/", views.placement_appeared, name="press_appeared"),
    path("<int:pk>/khong-dang/", views.placement_unused, name="press_unused"),
    path("co-quan/", views.outlet_list, name="press_outlets"),
    path("co-quan/them/", views.outlet_add, name="press_outlet_add"),
    path("co-quan/<int:pk>/", views.outlet_change, name="press_outlet"),
]
