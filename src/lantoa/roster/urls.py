"""Addresses of this room, below /lich-phan-cong/."""

from django.urls import path

from lantoa.roster import day_views, views

urlpatterns = [
    path("", views.roster_list, name="roster_list"),
    path("cua-toi/", views.roster_mine, name="roster_mine"),
    path("vang-mat/", day_views.absence_list, name="roster_absences"),
    path("vang-mat/<int:pk>/bo/", day_views.absence_drop, name="roster_absence_drop"),
    path("ngay-nghi/", day_views.day_list, name="roster_days"),
    path("ngay-nghi/<int:pk>/bo/", day_views.day_drop, name="roster_day_drop"),
    path("doi-lich/<int:pk>/", views.swap_answer, name="roster_swap_answer"),
    path("phan-viec/<int:pk>/", views.duty_edit, name="roster_duty"),
    path("phan-viec/<int:pk>/doi/", views.swap_propose, name="roster_swap"),
    path("<int:pk>/", views.roster_show, name="roster_show"),
    path("<int:pk>/lap/", views.roster_make, name="roster_make"),
    path("<int:pk>/bo/", views.roster_drop, name="roster_drop"),
    path("<int:pk>/thong-bao.docx", views.roster_docx, name="roster_docx"),
    path("<int:pk>/lich.xlsx", views.roster_xlsx, name="roster_xlsx"),
]
