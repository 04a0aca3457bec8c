"""``lantoa doctor``: all checks, from the machine inwards; where an outer one fails the inner ones are still tried."""

import os

from lantoa.care import machine
from lantoa.care.findings import Finding, Level, bad, in_words, looked, worst
from lantoa.core import postgres
from lantoa.core.errors import Refused

CLOSING = {
    Level.GOOD: "Mọi thứ đều tốt.",
    Level.CARE: "Phần mềm chạy được; có chỗ cần chú ý (dấu !).",
    Level.BAD: "Có chỗ hỏng (dấu ✗): làm theo dòng → bên dưới.",
}


def examine() -> list[Finding]:
    """Look at everything. Starts the embedded database where it does not run, and stops it again."""
    found = looked(machine.ANYWHERE)
    try:
        with postgres.lent():
            server = looked(machine.WITH_SERVER)
            return [*found, *server, *_inside(answers=server[0].level is not Level.BAD)]
    except Refused as refused:
        mend = "Làm theo lời trên; docs/how-to/database.md nói thêm."
        return [*found, bad("Cơ sở dữ liệu", refused.message, mend)]


def _inside(*, answers: bool) -> list[Finding]:
    """The settings, and what stands in the database where it ``answers``: else each check would wait for it in vain."""
    os.environ["LANTOA_DB_ROLE"] = "app"
    try:
        import django

        django.setup()
        from lantoa.care import inside
    except Exception as error:  # noqa: BLE001 - a wrong setting is what a doctor is asked about
        return [
            bad(
                "Thiết lập", f"Không đọc được: {error}", "Sửa biến môi trường được nêu (docs/reference/environment.md)."
            )
        ]
    return looked(inside.ALL) if answers else []


def report(found: list[Finding]) -> str:
    """What the command prints."""
    return f"{in_words(found)}\n\n{CLOSING[worst(found)]}"
