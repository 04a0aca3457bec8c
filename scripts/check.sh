#!/bin/sh
# Everything that can be checked without running the product's tests: all parts at once, each told when it is done
# (one after another took twice as long on two cores). Fails at the end, if one did.
set -u
cd "$(dirname "$0")/.."
told=$(mktemp -d)
trap 'rm -rf "$told"' EXIT
trap 'exit 130' INT TERM
parts=0
part() {
    parts=$((parts + 1))
    run "$told/$parts" "$@" &
}
run() {
    output=$1 title=$2
    shift 2
    began=$(date +%s.%N)
    if "$@" >"$output" 2>&1; then word=đạt; else word="KHÔNG ĐẠT"; fi
    spent=$(date +%s.%N | awk -v a="$began" '{ printf "%5.1f", $1 - a }')
    if [ "$word" = đạt ]; then
        printf '▸ %s giây  %s: đạt\n' "$spent" "$title"
        : >"$output.passed"
    else
        printf '▸ %s giây  %s: %s\n%s\n' "$spent" "$title" "$word" "$(cat "$output")"
    fi
}
bin=.venv/bin
# These two only read the source; no database has to run.
django() {
    DJANGO_SETTINGS_MODULE=lantoa.settings LANTOA_DB_ROLE=owner \
        LANTOA_SECRET_KEY=only-for-checks-0123456789-0123456789-0123456789 \
        $bin/python -W ignore::RuntimeWarning -m django "$@"
}
part "kiểu (mypy --strict)" $bin/mypy src # the longest first
part "định dạng (ruff format)" $bin/ruff format --check src tests scripts
part "chương trình đo đọc được" $bin/python -W error -m compileall -q bench
part "quy tắc (ruff check)" $bin/ruff check src tests scripts
part "tầng (import-linter)" $bin/lint-imports
part "migration khớp với mô hình" django makemigrations --check --dry-run
part "cấu hình (django check)" django check
part "tài liệu" $bin/python scripts/docs.py --check
# The rest of tests/architecture needs a database or says again what stands above: it is part of `make test`.
part "kích thước và luật thuần" $bin/pytest -p no:cacheprovider tests/architecture/test_ceilings.py \
    tests/architecture/test_purity.py --deselect tests/architecture/test_purity.py::test_the_contracts_hold
wait
# A part that was killed leaves no mark either.
passed=$(find "$told" -name '*.passed' | wc -l)
[ "$passed" -eq "$parts" ]
