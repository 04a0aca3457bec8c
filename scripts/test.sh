#!/bin/sh
# The whole suite on the embedded PostgreSQL, then what touches the database on Debian's PostgreSQL 15 where its
# programs are. Arguments go to pytest; with arguments only the first run is done. What takes minutes of killing and
# waiting (tests/crash) is `make crash`.
set -u
cd "$(dirname "$0")/.."
python=.venv/bin/python
now() { date +%s.%N; }
spent() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.0f", b - a }'; }
[ -d .tools/browsers ] && export PLAYWRIGHT_BROWSERS_PATH="$PWD/.tools/browsers"
jobs=${JOBS:-2}
unset DATABASE_URL DATABASE_OWNER_URL LANTOA_VAR

began=$(now)
stop_database() { LANTOA_VAR=$1 $python -m lantoa.cli database stop >/dev/null 2>&1; }
trap 'stop_database var/test; stop_database var/test-15' EXIT
trap 'exit 130' INT TERM

if [ $# -gt 0 ]; then
    $python -m pytest "$@"
    exit
fi
echo "▸ Kiểm thử trên PostgreSQL nhúng"
$python -m pytest -n "$jobs" --dist loadfile -m "not crash" || exit 1
echo "  xong ($(spent "$began") giây)"

programs=
for place in /usr/lib/postgresql/15/bin "$PWD/.tools/postgresql-15/usr/lib/postgresql/15/bin"; do
    [ -x "$place/initdb" ] && programs=$place && break
done
if [ -z "$programs" ]; then
    echo "▸ Không có PostgreSQL 15 của Debian: bỏ qua lượt kiểm thử thứ hai."
    exit 0
fi
began=$(now)
echo "▸ Kiểm thử phần dùng cơ sở dữ liệu trên PostgreSQL 15 của Debian"
case $programs in
"$PWD"/*) LD_LIBRARY_PATH=$(ls -d "$PWD"/.tools/postgresql-15/usr/lib/*-linux-gnu* | head -n 1) && export LD_LIBRARY_PATH ;;
esac
export LANTOA_PG_BIN="$programs"
DATABASE_URL=$($python scripts/throwaway_database.py var/test-15) || exit 1
export DATABASE_URL
$python -m pytest -n "$jobs" --dist loadfile -m "not pages and not crash" --ignore tests/vanban --ignore tests/architecture --ignore tests/office --ignore tests/files || exit 1
echo "  xong ($(spent "$began") giây)"
