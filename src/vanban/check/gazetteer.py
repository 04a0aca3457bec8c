"""The 3,321 communes since 01/07/2025, from the package ``vietnam-provinces`` where it is installed."""

import json
import re
from collections import defaultdict
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from vanban.flat import fold
from vanban.letters import bare


class Gazetteer:
    """Communes by name. ``communes``: pairs of the full name ("Phường Bạch Mai") and the province's."""

    def __init__(self, communes: list[tuple[str, str]]) -> None:
        self._by_full: dict[str, list[str]] = defaultdict(list)
        self._by_name: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for full, province in communes:
            name = fold(full)
            self._by_full[name].append(province)
            self._by_name[name.split(" ", 1)[-1]].append((full, province))
        self._letters = {bare(name) for name in self._by_full}

    def has(self, name: str) -> bool:
        """Whether there is a commune of this level and name, marks left out: a wrong mark is another rule's."""
        return bare(name) in self._letters

    def about(self, name: str) -> str:
        """ "phường Thạch Khôi thuộc thành phố Hải Phòng", or which level bears the name; "" for nothing."""
        provinces = self._by_full.get(fold(name), [])
        if provinces:
            return f"{name} thuộc {_listed(provinces)}"
        others = self._by_name.get(fold(name).split(" ", 1)[-1], [])
        if others and len(others) <= 3:
            return " và ".join(f"{full[0].lower()}{full[1:]} thuộc {_lower(province)}" for full, province in others)
        return f"không có {name}"

    def nearest(self, name: str) -> str:
        """A hint at a name that resembles one that there is not; "" for none."""
        found = get_close_matches(fold(name), self._by_full, n=1, cutoff=0.85)
        return f" Gần giống: {found[0].title()}." if found else ""


def _lower(province: str) -> str:
    name = re.sub(r"^tp\.? ", "thành phố ", province, flags=re.IGNORECASE)
    return f"{name[0].lower()}{name[1:]}"


def _listed(provinces: list[str]) -> str:
    return ", ".join(_lower(one) for one in provinces[:3])


@cache
def gazetteer() -> Gazetteer | None:
    """The communes; None where the package is not installed: rules that need it then find nothing."""
    try:
        from vietnam_provinces import FLAT_DIVISIONS_JSON_PATH
    except ImportError:
        return None
    communes = json.loads(Path(FLAT_DIVISIONS_JSON_PATH).read_text(encoding="utf-8"))
    return Gazetteer([(str(one["name"]), str(one["province_name"])) for one in communes])
