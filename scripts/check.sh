#!/bin/sh
# Everything that can be checked without running the product's tests. Goes on after a failure, fails at the end.
set -u
cd "$(dirname "$0")/.."
failed=
part() {
    title=$1
    shift
    began=$(date +%s.%N)
    if output=$("$@" 2>&1); then word=đạt; else word="KHÔNG ĐẠT"; failed=yes; fi
    printf '▸ %s giây  %s: %s\n' "$(date +%s.%N | awk -v a="$began" '{ printf "%5.1f", $1 - a }')" "$title" "$word"
    [ "$word" = đạt ] || printf '%s\n' "$output"
}
bin=.venv/bin
# These two only read the source; no database has to run.
django() {
    DJANGO_SETTINGS_MODULE=lantoa.settings LANTOA_DB_ROLE=owner \
        LANTOA_SECRET_KEY=only-for-checks-0123456789-0123456789-0123456789 \
        $bin/python -W ignore::RuntimeWarning -m django "$@"
}
part "định dạng (ruff format)" $bin/ruff format --check src tests scripts
part "chương trình đo đọc được" $bin/python -W error -m compileall -q bench
part "quy tắc (ruff check)" $bin/ruff check src tests scripts
part "kiểu (mypy --strict)" $bin/mypy src
part "tầng (import-linter)" $bin/lint-imports
part "migration khớp với mô hình" django makemigrations --check --dry-run
part "cấu hình (django check)" django check
part "tài liệu" $bin/python scripts/docs.py --check
# The rest of tests/architecture needs a database or says again what stands above: it is part of `make test`.
part "kích thước và luật thuần" $bin/pytest -p no:cacheprovider tests/architecture/test_ceilings.py \
    tests/architecture/test_purity.py --deselect tests/architecture/test_purity.py::test_the_contracts_hold
[ -z "$failed" ]
