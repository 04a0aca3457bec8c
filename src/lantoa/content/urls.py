"""Addresses of the room of content."""

from django.urls import path

from lantoa.content import excel
from lantoa.content.views import desk, link, show, steps, uses

urlpatterns = [
    path("", show.content_list, name="content_list"),
    path("tai-ve/", excel.content_excel, name="content_excel"),
    path("dien-hinh/", show.content_marked, name="content_marked"),
    path("quyen-duyet/", show.content_setting, name="content_setting"),
    path("moi/", desk.content_new, name="content_new"),
    path("xem-thu/", desk.content_check, name="content_check"),
    path("duyet/<str:token>/", link.content_by_link, name="content_by_link"),
    path("duyet/<str:token>/da-mo/", link.content_link_seen, name="content_link_seen"),
    path("tu-lieu/<int:pk>/", uses.content_uses, name="content_uses"),
    path("<int:pk>/", show.content_show, name="content_show"),
    path("<int:pk>/lan/<int:number>/", show.content_revision, name="content_revision"),
    path("<int:pk>/so-sanh/", show.content_compare, name="content_compare"),
    path("<int:pk>/sua/", desk.content_edit, name="content_edit"),
    path("<int:pk>/buoc/<slug:step>/", steps.content_step, name="content_step"),
    path("<int:pk>/tra-lai/", steps.content_return, name="content_return"),
    path("<int:pk>/cat/", steps.content_archive, name="content_archive"),
    path("<int:pk>/giao/", steps.content_hand, name="content_hand"),
    path("<int:pk>/duong-dan/", steps.content_link, name="content_link"),
    path("<int:pk>/gop-y/", steps.content_comment, name="content_comment"),
    path("<int:pk>/gop-y/<int:comment>/xong/", steps.content_resolve, name="content_resolve"),
]
