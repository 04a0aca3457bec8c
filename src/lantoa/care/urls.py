"""Addresses of this room."""

from django.urls import URLPattern, path

from lantoa.care import views

urlpatterns: list[URLPattern] = [
    path("suc-khoe/", views.health, name="care_health"),
    path("cham-soc/", views.show_care, name="care_show"),
    path("cham-soc/sao-luu/", views.backup_now, name="care_backup"),
    path("cham-soc/ban-sao-luu/", views.download_backup, name="care_download"),
    path("cham-soc/viec/<int:number>/chay-lai/", views.retry_job, name="care_retry"),
    path("cham-soc/nguoi/<int:pk>/hai-buoc/", views.remove_second_step, name="care_second_step"),
    path("cham-soc/nguoi/<int:pk>/dang-xuat/", views.sign_out, name="care_sign_out"),
]
