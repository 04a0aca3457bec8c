#!/bin/sh
# Makes the machine ready: `sh scripts/setup.sh run|check|test [again]`. Says each step and how long it took; does
# nothing, silently, when nothing changed since the last time. "again" retries what could not be installed before.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-run}
again=${2:-}
tools=.tools
mkdir -p "$tools"
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH || true
export DEBIAN_FRONTEND=noninteractive
# The machine's own certificates, if it has them: offices often read the traffic of their network.
certificates=/etc/ssl/certs/ca-certificates.crt
if [ -r "$certificates" ]; then
    export SSL_CERT_FILE="${SSL_CERT_FILE:-$certificates}" PIP_CERT="${PIP_CERT:-$certificates}"
fi

say() { printf '%s\n' "$*"; }
now() { date +%s.%N; }
spent() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

# step "what" command…   prints what, runs it quietly, prints the seconds; shows the output only when it failed
step() {
    title=$1
    shift
    began=$(now)
    printf '▸ %s… ' "$title"
    if "$@" >"$tools/last.log" 2>&1; then
        say "xong ($(spent "$began") giây)"
    else
        say "không được ($(spent "$began") giây)"
        return 1
    fi
}

give_up() {
    printf '\n%s\n%s\n' "$1" "$2"
    exit 1
}

# ---------------------------------------------------------------- system packages, where we may install them

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n -E "$@"; fi
}

may_install() {
    [ -z "${LANTOA_NO_APT:-}" ] && command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; }
}

apt_install() {
    as_root apt-get install -y -qq --no-install-recommends "$@" ||
        { as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "$@"; }
}

present() { # any of the paths exists
    for path in "$@"; do [ -e "$path" ] && return 0; done
    return 1
}

has_pango() {
    present /usr/lib/*/libpangoft2-1.0.so.0 /usr/lib/libpangoft2-1.0.so.0 /usr/lib64/libpangoft2-1.0.so.0 &&
        present /usr/lib/*/libharfbuzz-subset.so.0 /usr/lib/libharfbuzz-subset.so.0 /usr/lib64/libharfbuzz-subset.so.0
}
has_fonts() { present /usr/share/fonts/truetype/liberation* /usr/share/fonts/liberation* /usr/share/fonts/*/liberation*; }
has_ocr() {
    present /usr/share/tesseract-ocr/*/tessdata/Vietnamese.traineddata \
        /usr/share/tess*/*/Vietnamese.traineddata "$tools/tessdata/Vietnamese.traineddata"
}
has_ffmpeg() { command -v ffmpeg >/dev/null 2>&1 && command -v ffprobe >/dev/null 2>&1; }
has_chromium() {
    command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || present "$tools"/browsers/chromium*
}
has_postgres15() { present /usr/lib/postgresql/15/bin/initdb "$tools/postgresql-15/usr/lib/postgresql/15/bin/initdb"; }

# want TEST "what it is" "what is off without it" packages…
want() {
    check=$1 name=$2 without=$3
    shift 3
    $check && return 0
    mark="$tools/tried-$check"
    if [ ! -e "$mark" ] || [ -n "$again" ]; then
        : >"$mark"
        if may_install; then
            step "Cài $name" apt_install "$@" && $check && return 0
        fi
        $check && return 0
        say "  Chưa có $name: $without"
        say "  Cách bật: sudo apt-get install $* && make setup"
    fi
    return 0
}

# ---------------------------------------------------------------- uv, which installs everything else

find_uv() {
    for candidate in "$(command -v uv 2>/dev/null || true)" "$tools/uv/bin/uv"; do
        if [ -n "$candidate" ] && "$candidate" --version >/dev/null 2>&1; then
            uv=$candidate
            return 0
        fi
    done
    return 1
}

uv_by_venv() {
    python3 -c 'import ensurepip, venv' 2>/dev/null || return 1
    rm -rf "$tools/uv" && python3 -m venv "$tools/uv" && "$tools/uv/bin/python" -m pip install --quiet uv
}
uv_by_pip() { rm -rf "$tools/uv" && python3 -m pip install --quiet --target "$tools/uv" uv; }
uv_by_download() { rm -rf "$tools/uv" && python3 scripts/get_uv.py "$tools/uv/bin"; }

get_uv() {
    find_uv && return 0
    if ! command -v python3 >/dev/null 2>&1 && may_install; then
        step "Cài Python" apt_install python3 python3-venv ca-certificates || true
    fi
    command -v python3 >/dev/null 2>&1 || give_up "Máy này chưa có Python 3.11." \
        "Hãy cài: sudo apt-get install python3 python3-venv, rồi chạy lại. (Python 3.11 is missing.)"
    if ! python3 -c 'import ensurepip, venv' 2>/dev/null && may_install; then
        step "Cài python3-venv" apt_install python3-venv || true
    fi
    for way in uv_by_venv uv_by_pip uv_by_download; do
        if step "Chuẩn bị công cụ cài đặt (uv)" $way && find_uv; then return 0; fi
    done
    tail -n 5 "$tools/last.log"
    give_up "Không tải được công cụ cài đặt uv: máy có nối mạng và ra được pypi.org không?" \
        "Hoặc cài sẵn uv rồi chạy lại. (Could not get uv: is there a network?)"
}

# ---------------------------------------------------------------- our own environment

sync() {
    if [ -z "${UV_CACHE_DIR:-}" ] && ! { [ -n "${HOME:-}" ] && [ -d "$HOME" ] && [ -w "$HOME" ]; }; then
        export UV_CACHE_DIR="$PWD/$tools/cache"
    fi
    UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_PREFERENCE=${UV_PYTHON_PREFERENCE:-system} "$uv" sync --frozen --compile-bytecode
}

environment() {
    wanted=$(cat uv.lock pyproject.toml | sha256sum | cut -d' ' -f1)
    stamp=.venv/lantoa-ready
    if [ -x .venv/bin/lantoa ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ] &&
        .venv/bin/python -c '' 2>/dev/null; then
        return 0
    fi
    get_uv
    step "Cài các gói theo uv.lock vào .venv" sync || {
        tail -n 15 "$tools/last.log"
        give_up "Không cài được các gói." "Xem lỗi ở trên; thường là do mạng. (uv sync failed.)"
    }
    printf '%s\n' "$wanted" >"$stamp"
}

postgres15_unpacked() { # Debian's programs without Debian's service: no system cluster is made or touched
    command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1 || return 1
    [ -z "${LANTOA_NO_APT:-}" ] || return 1
    place=$PWD/$tools/postgresql-15
    rm -rf "$place" && mkdir -p "$place"
    (cd "$place" && apt-get download -qq postgresql-15 postgresql-client-15 libpq5 libldap-2.5-0 libsasl2-2 libxml2 \
        libicu72 && for file in *.deb; do dpkg -x "$file" . && rm "$file"; done) || { rm -rf "$place"; return 1; }
    rm -f "$place"/usr/lib/postgresql/15/lib/llvmjit*.so # compiled queries, for which LLVM would be needed
    library=$(ls -d "$place"/usr/lib/*-linux-gnu* | head -n 1)
    LD_LIBRARY_PATH=$library "$place/usr/lib/postgresql/15/bin/postgres" --version && return 0
    rm -rf "$place"
    return 1
}

want_postgres15() {
    has_postgres15 && return 0
    mark=$tools/tried-postgres15
    [ -e "$mark" ] && [ -z "$again" ] && return 0
    : >"$mark"
    may_install && as_root apt-get update -qq >/dev/null 2>&1 || true
    step "Lấy PostgreSQL 15 của Debian (để thử trên bản thứ hai)" postgres15_unpacked && return 0
    say "  Chưa có PostgreSQL 15: chỉ thử trên bản nhúng. Cách bật: sudo apt-get install postgresql-15"
}

want_chromium() {
    want has_chromium "trình duyệt Chromium" "các kiểm thử trang web sẽ được bỏ qua." chromium
    has_chromium && return 0
    mark=$tools/tried-browsers
    [ -e "$mark" ] && [ -z "$again" ] && return 0
    : >"$mark"
    step "Tải Chromium cho kiểm thử" env PLAYWRIGHT_BROWSERS_PATH="$PWD/$tools/browsers" \
        timeout 180 .venv/bin/playwright install chromium || true
}

tessdata_unpacked() { # the models without the right to install them
    command -v apt-get >/dev/null 2>&1 && command -v dpkg >/dev/null 2>&1 || return 1
    [ -z "${LANTOA_NO_APT:-}" ] || return 1
    place=$PWD/$tools/tesseract
    rm -rf "$place" && mkdir -p "$place" "$tools/tessdata"
    (cd "$place" && apt-get download -qq tesseract-ocr-script-viet tesseract-ocr-vie &&
        for file in *.deb; do dpkg -x "$file" . && rm "$file"; done) &&
        find "$place" -name '*.traineddata' -exec cp {} "$tools/tessdata" \; && rm -rf "$place" && has_ocr
}

want_ocr() {
    want has_ocr "mô hình nhận dạng chữ Việt (Tesseract)" "đang thử lấy về riêng cho phần mềm…" \
        tesseract-ocr-script-viet tesseract-ocr-vie
    has_ocr && return 0
    mark=$tools/tried-tessdata
    [ -e "$mark" ] && [ -z "$again" ] && return 0
    : >"$mark"
    step "Lấy mô hình nhận dạng chữ Việt vào $tools/tessdata" tessdata_unpacked && return 0
    say "  Chưa đọc được bản quét, ảnh chụp; mọi phần khác vẫn chạy."
    say "  Cách bật: chép Vietnamese.traineddata và vie.traineddata vào $tools/tessdata, rồi khởi động lại."
}

# ---------------------------------------------------------------- what is asked for

began_all=$(now)
environment
if [ "$purpose" != check ]; then
    want has_pango "thư viện xuất PDF (Pango)" "chưa xuất được PDF; mọi phần khác vẫn chạy." \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    want_ocr
    want has_ffmpeg "bộ chuyển đổi video, âm thanh (ffmpeg)" \
        "video, âm thanh tải lên chỉ được giữ, chưa xem được trên web; mọi phần khác vẫn chạy." ffmpeg
    want has_fonts "phông chữ Liberation" "PDF dùng phông khác Times New Roman." fonts-liberation2
fi
if [ "$purpose" = test ]; then
    want_chromium
    want_postgres15
fi
total=$(spent "$began_all")
case $total in 0.*) ;; *) say "Cài đặt xong sau $total giây." ;; esac
