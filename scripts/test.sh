#!/bin/sh
# The whole suite on the embedded PostgreSQL 18, then on Debian's PostgreSQL 15, where its programs are, what the engine
# can answer differently. Arguments go to pytest; with arguments only the first run is done. What takes minutes of
# killing and waiting is `make crash`; a short form of it is here.
set -u
cd "$(dirname "$0")/.."
python=.venv/bin/python
# Clusters, roles, row-level security, locks and races, triggers, backups, upgrades, kept counts; each job, each address
# once, and the sample ward with every page of every account: so every statement that a page or a job asks is asked of both
# engines. Rules, documents, mail, the look of pages and their browser tests do not meet the engine and are run once; so is
# each further role at the same statement (tests/engines.py).
engine="tests/core/test_backup.py tests/core/test_cli.py tests/core/test_jobs.py tests/core/test_postgres.py
    tests/core/test_tenancy.py tests/ledger/test_chain.py tests/ledger/test_kept.py tests/upgrade tests/crash tests/files/test_store.py
    tests/sample/test_load.py::test_every_account_opens_every_page_that_it_may_see
    tests/communes/test_no_sight.py
    tests/communes/test_no_sight_jobs.py::test_the_same_job_in_its_own_commune_does_change_something
    tests/care/test_backups.py tests/care/test_inside.py tests/amendments/test_adopting.py tests/plans/test_adoption.py
    tests/activities/test_twice.py tests/activities/test_counts.py tests/activities/test_importing.py
    tests/progress/test_recount.py tests/reports/test_recount.py tests/reports/test_life.py
    tests/reminders/test_sending.py tests/phone/test_sending.py tests/office/test_ties.py
    tests/architecture/test_urls.py::test_each_role_gets_in_or_is_refused_and_nobody_else_does"
now() { date +%s.%N; }
spent() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.0f", b - a }'; }
[ -d .tools/browsers ] && export PLAYWRIGHT_BROWSERS_PATH="$PWD/.tools/browsers"
# Some machines forbid it; then each of a few hundred processes compiles everything anew, the whole of Django among it.
unset PYTHONDONTWRITEBYTECODE
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
$python -m pytest -n "$jobs" --dist loadfile --no-loadscope-reorder -m "not crash" || exit 1
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
export DATABASE_URL LANTOA_SECOND_ENGINE=1
# shellcheck disable=SC2086 - a list of paths
$python -m pytest -n "$jobs" --dist loadfile --no-loadscope-reorder -m "not pages and not crash" $engine || exit 1
echo "  xong ($(spent "$began") giây)"
