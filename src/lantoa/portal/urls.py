"""Addresses of the public face (/cong/…, robots.txt) and of its settings."""

from django.urls import URLPattern, path

from lantoa.portal.views import feeds, home, public, settings

C = "cong/<slug:commune>/"

urlpatterns: list[URLPattern] = [
    path("robots.txt", feeds.robots, name="portal_robots"),
    path("xa/cong-cong-khai/", settings.change, name="portal_settings"),
    path("cong/", feeds.index, name="portal_index"),
    path("cong/sitemap.xml", feeds.sitemap_index, name="portal_sitemap_index"),
    path(C, home.home, name="portal_home"),
    path(f"{C}sitemap.xml", feeds.sitemap, name="portal_sitemap"),
    path(f"{C}loi-hua/", public.promises, name="portal_promises"),
    path(f"{C}loi-hua/<int:pk>/", public.promise, name="portal_promise"),
    path(f"{C}minh-chung/<int:pk>/", public.evidence, name="portal_evidence"),
    path(f"{C}van-ban/", public.documents, name="portal_documents"),
    path(f"{C}van-ban/<slug:slug>/", public.document, name="portal_document"),
    path(f"{C}lich/", public.calendar, name="portal_calendar"),
    path(f"{C}tim/", public.find, name="portal_search"),
    path(f"{C}lien-he/", public.contacts, name="portal_contacts"),
]
