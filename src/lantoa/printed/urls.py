"""Addresses of this room, /an-pham/. What a scan leads to (/q/…) stands in ``portal``."""

from django.urls import path

from lantoa.printed import excel, views

urlpatterns = [
    path("", views.print_list, name="print_list"),
    path("excel/", excel.tables, name="print_excel"),
    path("danh-muc/", views.posted_list, name="print_posted_list"),
    path("lap/", views.print_new, name="print_new"),
    path("<int:pk>/", views.print_show, name="print_show"),
    path("<int:pk>/ban-in/", views.print_pdf, name="print_pdf"),
    path("<int:pk>/noi-dan/", views.places_add, name="print_places"),
    path("<int:pk>/noi-dan/<int:posting>/dan/", views.posting_up, name="posting_up"),
    path("<int:pk>/noi-dan/<int:posting>/go/", views.posting_down, name="posting_down"),
]
