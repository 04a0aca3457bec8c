"""Closed lists of the library."""

from vanban.vocabulary import Labelled


class MediumKind(Labelled):
    """Loại tư liệu."""

    PICTURE = "picture", "Ảnh"
    VIDEO = "video", "Video"
    AUDIO = "audio", "Âm thanh"


class MediumState(Labelled):
    """How far it is: kept, being made fit for the web, fit, or not possible."""

    WAITING = "waiting", "Chờ xử lý"
    WORKING = "working", "Đang xử lý"
    READY = "ready", "Dùng được"
    FAILED = "failed", "Chưa dùng được"


class RenditionRole(Labelled):
    """What one of the files made from a medium is for."""

    PICTURE = "picture", "Ảnh"
    POSTER = "poster", "Ảnh bìa"
    VIDEO = "video", "Video"
    AUDIO = "audio", "Âm thanh"


class Site(Labelled):
    """Where a link leads. Only known sites have a page with a player; any other page is a link."""

    YOUTUBE = "youtube", "YouTube"
    VIMEO = "vimeo", "Vimeo"
    PAGE = "page", "Trang khác"
