"""The picture of the architecture: the rooms are those of ``.importlinter``, in its order (``make docs``)."""
# ruff: noqa: INP001, E501

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "architecture.svg"
WORDS = {
    "sample": "the fictional ward", "office": "staff pages, middleware", "portal": "public pages, their cache",
    "care": "backups, proofs, doctor", "phone": "entries without network", "history": "the ledger as sentences",
    "reports": "snapshot, document", "drafting": "plans being written", "reminders": "one a day, mail, calendars",
    "editorial": "calendar of content, gaps", "progress": "judged, not stored", "contributors": "what people send in",
    "press": "sent, appeared", "watching": "what appears elsewhere", "channels": "deliveries, receipts",
    "subscribers": "addresses, consent", "printed": "sheets, places, scans",
    "content": "written, approved, one door out",
    "amendments": "editions compared", "inspections": "checklists, findings", "activities": "what was done",
    "roster": "whose turn, days off", "citations": "where acts are cited", "plans": "review, commitments, due work",
    "documents": "register of acts", "editing": "the editor, its gate", "media": "pictures, film, sound",
    "files": "by content, by hash", "communes": "units, people, roles", "ledger": "append-only log",
    "core": "tenancy, jobs, clock, database",
}  # fmt: skip
FLOW = frozenset({
    "reports", "drafting", "reminders", "editorial", "progress", "contributors", "press", "watching", "channels",
    "subscribers", "printed", "content", "amendments", "inspections", "activities", "roster", "plans",
})  # fmt: skip
"""Rooms of the one flow, from plan to report."""
ROW, TOP = 18, 36


def rooms() -> list[str]:
    """The layers of the contract, from the top."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    lines = contract["importlinter:contract:rooms"]["layers"].splitlines()
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


def picture() -> str:
    """The SVG."""
    names = rooms()
    low = TOP + ROW * len(names)
    parts = [_head(low + 118), '<text x="300" y="24" class="t">lantoa: rooms; each imports only those below it</text>']
    parts += [_room(TOP + ROW * number, name) for number, name in enumerate(names)]
    parts += [
        f'<line x1="640" y1="40" x2="640" y2="{low}" class="a"/><text x="652" y="258" class="n">may</text><text x="652" y="274" class="n">import</text>',
        f'<rect x="300" y="{low + 34}" width="320" height="64" rx="6" fill="#f2f7fc" stroke="#1d4a76" stroke-width="1.5"/><text x="316" y="{low + 60}" class="t">vanban</text><text x="384" y="{low + 60}" class="n">administrative documents as data:</text><text x="316" y="{low + 82}" class="n">readers, grammars, form; no Django, no database</text>',
        f'<line x1="460" y1="{low + 6}" x2="460" y2="{low + 32}" class="a"/>',
        *_processes(), *_files_of_a_room(), "</svg>",
    ]  # fmt: skip
    return "\n".join(parts) + "\n"


def _head(height: int) -> str:
    label = "Lan Tỏa: processes, rooms and what they may import"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 {height}" width="960" height="{height}" role="img" aria-label="{label}">\n'
        f"<title>{label}</title>\n"
        '<defs><marker id="h" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#444"/></marker></defs>\n'
        '<style>text{font-family:"Be Vietnam Pro",Arial,sans-serif;fill:#222;text-anchor:middle}.b{font-weight:600;font-size:15px}.s{font-size:12px;fill:#555}.l{font-size:12px;fill:#1d4a76}.a{stroke:#444;stroke-width:1.6;marker-end:url(#h)}.t{font-size:13px;font-weight:600;text-anchor:start}.n{font-size:12px;fill:#555;text-anchor:start}.d{stroke:#444;stroke-width:1.4;stroke-dasharray:5 4;marker-end:url(#h);fill:none}</style>\n'
        f'<rect width="960" height="{height}" fill="#fff"/>'
    )


def _room(y: int, name: str) -> str:
    fill = "#fdf3f3" if name in FLOW else "#fff"
    return (
        f'<rect x="300" y="{y}" width="320" height="{ROW - 2}" rx="4" fill="{fill}" stroke="#8a1820" stroke-width="1"/>'
        f'<text x="314" y="{y + 12}" class="t">{name}</text><text x="410" y="{y + 12}" class="n">{WORDS[name]}</text>'
    )


def _box(y: int, height: int, name: str, words: str) -> str:
    return (
        f'<rect x="30" y="{y}" width="170" height="{height}" rx="8" fill="#fff" stroke="#444" stroke-width="1.5"/>'
        f'<text x="115" y="{y + height // 2 - 4}" class="b">{name}</text><text x="115" y="{y + height // 2 + 14}" class="s">{words}</text>'
    )


def _processes() -> list[str]:
    return [
        '<text x="30" y="30" class="t">one supervisor: lantoa run</text>',
        _box(60, 64, "browser", "desk, phone, public"), _box(190, 64, "web", "granian, Django"),
        _box(320, 64, "worker", "procrastinate"), _box(450, 70, "PostgreSQL", "rows, jobs, ledger"),
        _box(545, 50, "files", "by SHA-256"),
        '<line x1="115" y1="124" x2="115" y2="188" class="a"/><text x="140" y="160" class="l">HTTP</text>',
        '<path d="M200 222 C250 222 250 485 204 485" class="d"/>',
        '<line x1="115" y1="384" x2="115" y2="448" class="a"/>',
        '<path d="M30 225 C-2 225 -2 565 28 565" class="d"/>',
        '<line x1="202" y1="222" x2="298" y2="200" class="d"/><line x1="202" y1="352" x2="298" y2="300" class="d"/>',
    ]  # fmt: skip


def _files_of_a_room() -> list[str]:
    kinds = (
        ("models.py", "tables, each with its commune"), ("queries.py", "reads → frozen facts"),
        ("rules", "pure: decide or refuse"), ("access.py", "who may; else 404"),
        ("actions", "writes, atomic, one ledger entry"), ("jobs.py", "later, safe to run twice"),
        ("views.py, forms.py", "thin"), ("templates/&lt;room&gt;/", "Vietnamese first"),
    )  # fmt: skip
    lines = ['<text x="700" y="60" class="t">in a room</text>']
    for number, (name, words) in enumerate(kinds):
        y = 92 + 44 * number
        lines.append(
            f'<text x="700" y="{y}" class="t">{name}</text><text x="700" y="{y + 17}" class="n">{words}</text>'
        )
    return lines


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
