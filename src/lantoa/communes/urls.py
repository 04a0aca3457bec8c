"""Addresses of this room, below /xa/."""

from django.urls import URLPattern, path
from django.views.i18n import set_language

from lantoa.communes import list_views, own_views, people_views, signer_views, views

urlpatterns: list[URLPattern] = [
    path("", views.show_overview, name="communes_overview"),
    path("don-vi/", views.list_units, name="communes_units"),
    path("don-vi/excel/", list_views.units, name="communes_units_excel"),
    path("don-vi/them/", views.add_unit, name="communes_unit_add"),
    path("don-vi/thuong-co/", views.add_usual_units, name="communes_units_usual"),
    path("don-vi/<int:pk>/", views.change_unit, name="communes_unit"),
    path("don-vi/<int:pk>/chuyen/", views.move_unit, name="communes_unit_move"),
    path("dia-ban/", views.list_neighbourhoods, name="communes_neighbourhoods"),
    path("dia-ban/<int:pk>/", views.change_neighbourhood, name="communes_neighbourhood"),
    path("nguoi-dung/", people_views.list_people, name="communes_people"),
    path("nguoi-dung/excel/", list_views.people, name="communes_people_excel"),
    path("nguoi-dung/moi/", people_views.invite, name="communes_invite"),
    path("nguoi-dung/loi-moi/<int:pk>/thu-hoi/", people_views.revoke_invitation, name="communes_invitation_revoke"),
    path("nguoi-dung/<int:pk>/", people_views.show_person, name="communes_person"),
    path("nguoi-dung/<int:pk>/mat-khau/", people_views.renew_password, name="communes_person_password"),
    path("nguoi-dung/vai-tro/<int:pk>/", people_views.change_role, name="communes_role"),
    path("nguoi-dung/vai-tro/<int:pk>/ket-thuc/", people_views.end_role, name="communes_role_end"),
    path("thiet-lap/", views.change_settings, name="communes_settings"),
    path("nguoi-ky/", signer_views.list_signers, name="communes_signers"),
    path("nguoi-ky/<int:pk>/", signer_views.change_signer, name="communes_signer"),
    path("chon/", views.choose_commune, name="communes_choose"),
    path("loi-moi/<str:token>/", own_views.accept, name="communes_accept"),
    path("toi/", own_views.own_account, name="communes_account"),
    path("ngon-ngu/", set_language, name="set_language"),
]
