"""Addresses of this room, below /kiem-tra/. Opening an inspection stands in ``progress``, which knows the states."""

from django.urls import path

from lantoa.inspections import excel, finding_views, views

urlpatterns = [
    path("", views.inspection_list, name="inspection_list"),
    path("excel/", excel.tables, name="inspection_excel"),
    path("len-lich/", views.inspection_plan, name="inspection_plan"),
    path("kien-nghi/", finding_views.finding_list, name="finding_list"),
    path("kien-nghi/<int:pk>/", finding_views.finding_show, name="finding_show"),
    path("kien-nghi/<int:pk>/khac-phuc/", finding_views.finding_answer, name="finding_answer"),
    path("kien-nghi/<int:pk>/xac-nhan/", finding_views.finding_decide, name="finding_decide"),
    path("kien-nghi/<int:pk>/bo/", finding_views.finding_drop, name="finding_drop"),
    path("<int:pk>/", views.inspection_show, name="inspection_show"),
    path("<int:pk>/sua/", views.inspection_change, name="inspection_change"),
    path("<int:pk>/huy/", views.inspection_cancel, name="inspection_cancel"),
    path("<int:pk>/them-muc/", views.line_add, name="inspection_line_add"),
    path("<int:pk>/muc/<int:line>/", views.line_mark, name="inspection_line"),
    path("<int:pk>/kien-nghi/", finding_views.finding_add, name="finding_add"),
    path("<int:pk>/ket-thuc/", views.inspection_close, name="inspection_close"),
]
