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
    printf '▸ %-34s %s (%s giây)\n' "$title" "$word" "$(date +%s.%N | awk -v a="$began" '{ printf "%.1f", $1 - a }')"
    [ "$word" = đạt ] || printf '%s\n' "$output"
}
bin=.venv/bin
# The owner's connection is not needed: these only read the source.
export DJANGO_SETTINGS_MODULE=lantoa.settings LANTOA_SECRET_KEY=only-for-checks-0123456789-0123456789-0123456789
part "định dạng (ruff format)" $bin/ruff format --check src tests scripts
part "quy tắc (ruff check)" $bin/ruff check src tests scripts
part "kiểu (mypy --strict)" $bin/mypy src
part "tầng (import-linter)" $bin/lint-imports
part "migration khớp với mô hình" $bin/python -W ignore::RuntimeWarning -m django makemigrations --check --dry-run
part "cấu hình (django check)" $bin/python -m django check
part "tài liệu" $bin/python scripts/docs.py --check
[ -d tests/architecture ] && part "kích thước và cấu trúc" $bin/pytest -p no:cacheprovider tests/architecture
[ -z "$failed" ]
