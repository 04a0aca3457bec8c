"""Kinds of outlets of the press and of bulletins. Pure."""

from vanban.vocabulary import Channel as Medium
from vanban.vocabulary import Labelled


class OutletKind(Labelled):
    """Loại báo, đài, bản tin."""

    NEWSPAPER = "newspaper", "Báo in, tạp chí"
    ONLINE = "online", "Báo điện tử"
    RADIO = "radio", "Đài phát thanh"
    TELEVISION = "television", "Đài truyền hình"
    PARTY = "party", "Bản tin của Đảng"
    FRONT = "front", "Bản tin của Mặt trận, đoàn thể"

    @staticmethod
    def medium_of(code: str) -> Medium:
        """The word that plans use for it."""
        return Medium.BULLETIN if code in {"party", "front"} else Medium.PRESS
