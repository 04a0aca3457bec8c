"""Addresses of the public face (/cong/…, robots.txt) and of its settings."""

from django.urls import URLPattern, path

from lantoa.portal.views import feeds, home, items, joining, public, scans, settings

C = "cong/<slug:commune>/"

urlpatterns: list[URLPattern] = [
    path("robots.txt", feeds.robots, name="portal_robots"),
    path("xa/cong-cong-khai/", settings.change, name="portal_settings"),
    path("q/<str:code>", scans.scanned, name="portal_scanned"),
    path("cong/", feeds.index, name="portal_index"),
    path("cong/sitemap.xml", feeds.sitemap_index, name="portal_sitemap_index"),
    path(C, home.home, name="portal_home"),
    path(f"{C}sitemap.xml", feeds.sitemap, name="portal_sitemap"),
    path(f"{C}rss.xml", feeds.rss, name="portal_rss"),
    path(f"{C}atom.xml", feeds.atom, name="portal_atom"),
    path(f"{C}tin-bai/", items.news, name="portal_items"),
    path(f"{C}bai/<slug:slug>/", items.article, name="portal_item"),
    path(f"{C}chuyen-muc/", items.special, name="portal_special"),
    path(f"{C}chu-de/<slug:topic>/", items.topic, name="portal_topic"),
    path(f"{C}niem-yet/", items.notices, name="portal_notices"),
    path(f"{C}ban-tin/", items.bulletins, name="portal_bulletins"),
    path(f"{C}tu-lieu/<int:pk>/phu-de/", items.captions, name="portal_captions"),
    path(f"{C}tu-lieu/<int:pk>/<str:name>/", items.medium, name="portal_medium"),
    path(f"{C}anh/<int:pk>/", items.picture, name="portal_picture"),
    path(f"{C}anh/<int:pk>/nho/", items.small_picture, name="portal_picture_small"),
    path(f"{C}loi-hua/", public.promises, name="portal_promises"),
    path(f"{C}loi-hua/<int:pk>/", public.promise, name="portal_promise"),
    path(f"{C}minh-chung/<int:pk>/", public.evidence, name="portal_evidence"),
    path(f"{C}van-ban/", public.documents, name="portal_documents"),
    path(f"{C}van-ban/<slug:slug>/", public.document, name="portal_document"),
    path(f"{C}lich/", public.calendar, name="portal_calendar"),
    path(f"{C}lich.ics", feeds.calendar, name="portal_calendar_feed"),
    path(f"{C}lich/<int:pk>.ics", feeds.calendar_event, name="portal_calendar_event"),
    path(f"{C}tim/", public.find, name="portal_search"),
    path(f"{C}lien-he/", public.contacts, name="portal_contacts"),
    path(f"{C}nhan-tin/", joining.join, name="portal_join"),
    path(f"{C}nhan-tin/xac-nhan/<str:token>/", joining.confirm, name="portal_join_confirm"),
    path(f"{C}nhan-tin/thoi/<str:token>/", joining.leave, name="portal_join_leave"),
    path(f"{C}nhan-tin/thong-bao/", joining.push, name="portal_join_push"),
    path(f"{C}thong-bao.js", joining.worker, name="portal_join_worker"),
]
