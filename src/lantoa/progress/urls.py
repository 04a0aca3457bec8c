"""Addresses of the room of progress."""

from django.urls import path

from lantoa.progress import due_views, excel, inspecting, planned_views, views

urlpatterns = [
    path("tien-do/", views.progress_board, name="progress_board"),
    path("tien-do/excel/", excel.board, name="progress_excel"),
    path("tien-do/don-vi/", views.progress_units, name="progress_units"),
    path("tien-do/noi-dung/", views.progress_topics, name="progress_topics"),
    path("tien-do/cam-ket/<int:pk>/", views.progress_commitment, name="progress_commitment"),
    path("tien-do/cam-ket/<int:pk>/ngay-su-kien/", due_views.due_event, name="due_event"),
    path("tien-do/cam-ket/<int:pk>/cac-ngay/", due_views.due_dates, name="due_dates"),
    path("viec/", due_views.due_list, name="due_list"),
    path("viec/excel/", excel.due, name="due_excel"),
    path("viec/<int:pk>/phan-cong/", due_views.due_assign, name="due_assign"),
    path("viec/<int:pk>/mien/", due_views.due_waive, name="due_waive"),
    path("viec/<int:pk>/du-kien/", planned_views.planned_make, name="planned_make"),
    path("viec/du-kien/<int:pk>/", planned_views.planned_change, name="planned_change"),
    path("viec/du-kien/<int:pk>/bo/", planned_views.planned_drop, name="planned_drop"),
    path("kiem-tra/<int:pk>/bat-dau/", inspecting.inspection_open, name="inspection_open"),
    path("lich/", due_views.due_calendar, name="due_calendar"),
]
