"""The commune's own portal: an item is there from the moment its delivery is written as sent, until it is recalled.

Nothing is called: the portal's pages read the deliveries (``channels.queries.on_portal``). Grade A: the system itself
shows the item.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lantoa.channels.pictures import article_link, files_of
from lantoa.channels.protocol import Call, Channel, Outcome, Prepared, Remark, sent
from lantoa.core.grades import EvidenceGrade
from vanban.vocabulary import Channel as Medium

if TYPE_CHECKING:
    from lantoa.content.approved import Approved


class Portal(Channel):
    """Cổng thông tin của xã, phường."""

    code = "portal"
    label = "Cổng thông tin của xã, phường"
    medium = Medium.PORTAL
    about = "Trang công khai của phần mềm: bài hiện ngay khi phát, gỡ ngay khi thu hồi."
    grade = EvidenceGrade.A
    icon = "globe"
    built_in = True
    repeat_is_harmless = True
    can_look = True
    can_correct = True
    can_recall = True

    def prepare(self, approved: "Approved", settings: Mapping[str, str]) -> Prepared:
        """The article as it stands."""
        return Prepared(
            title=approved.title, text=approved.summary, html=approved.html, link=article_link(approved, settings),
            pictures=files_of(approved, settings),
        )  # fmt: skip

    def remarks(self, prepared: Prepared) -> tuple[Remark, ...]:
        """Nobody sees anything on a portal that is closed."""
        if prepared.link:
            return ()
        words = "Cổng công khai chưa mở nên chưa đăng được ở đây: hãy mở ở mục Cổng công khai trước."
        return (Remark("portal_closed", words, stops=True),)

    def send(self, call: Call) -> Outcome:
        """It is there."""
        return sent(remote_id=call.prepared.link.rstrip("/").rpartition("/")[2], url=call.prepared.link)

    def look(self, call: Call) -> Outcome:
        """Nothing can have been lost on the way."""
        return self.send(call)

    def correct(self, call: Call) -> Outcome:
        """The page shows the approved text by itself."""
        return self.send(call)

    def recall(self, call: Call) -> Outcome:
        """The page is gone."""
        return sent(remote_id=call.remote_id, url=call.url)
