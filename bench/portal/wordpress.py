"""WordPress from Debian in a folder of its own: MariaDB, php-fpm (four workers, opcache), nginx; the same article."""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from bench.portal.nginx import Nginx
from bench.portal.text import PARAGRAPHS, TITLE

SHARED = Path("/usr/share/wordpress")
THEME = "twentytwentyone"
_POOL = """
[global]
error_log = {folder}/fpm.log
daemonize = no
[www]
user = {user}
listen = {folder}/fpm.sock
listen.owner = {user}
listen.mode = 0666
pm = static
pm.max_children = 4
"""
_CONFIG = """<?php
define('DB_NAME', 'wp'); define('DB_USER', 'wp'); define('DB_PASSWORD', '{password}'); define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', ''); define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}');
define('AUTH_KEY', '{key}'); define('SECURE_AUTH_KEY', '{key}'); define('LOGGED_IN_KEY', '{key}'); define('NONCE_KEY', '{key}');
define('AUTH_SALT', '{key}'); define('SECURE_AUTH_SALT', '{key}'); define('LOGGED_IN_SALT', '{key}'); define('NONCE_SALT', '{key}');
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true); define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if ( !defined('ABSPATH') ) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
_POST = """<?php
require $argv[1] . '/wp-load.php';
$given = json_decode(file_get_contents($argv[2]), true);
update_option('permalink_structure', ''); switch_theme('twentytwentyone');
$id = 0;
for ($i = 0; $i < 5; $i++) {
  $id = wp_insert_post(['post_title' => $given['title'] . ($i < 4 ? " ($i)" : ''), 'post_content' => $given['body'],
    'post_status' => 'publish', 'post_author' => 1]);
}
echo json_encode(['id' => $id, 'version' => get_bloginfo('version')]);
"""


def missing_packages() -> list[str]:
    """Debian packages that are not installed."""
    wanted = {
        "nginx-light": Path("/usr/sbin/nginx").exists(),
        "php-fpm": bool(_fpm()),
        "php-cli": bool(shutil.which("php")),
        "php-mysql": any(Path("/usr/lib/php").glob("*/mysqli.so")),
        "mariadb-server": bool(shutil.which("mariadbd", path="/usr/sbin:/usr/bin")),
        "wordpress": SHARED.exists(),
        "wordpress-theme-twentytwentyone": (SHARED / "wp-content" / "themes" / THEME).exists(),
    }
    return [name for name, is_there in wanted.items() if not is_there]


def _fpm() -> str:
    return max(map(str, Path("/usr/sbin").glob("php-fpm*")), default="")


class WordPress:
    """A running one with the article; use as a context manager."""

    def __enter__(self) -> Self:
        self._temporary = tempfile.TemporaryDirectory(prefix="lantoa-wp-")
        self.folder = Path(self._temporary.name)
        self.folder.chmod(0o777)
        self._user = "nobody" if os.geteuid() == 0 else os.environ.get("USER", "nobody")
        self._children: list[subprocess.Popen[bytes]] = []
        self._opened = ExitStack()
        self._opened.callback(self._end)
        try:
            self._start()
        except BaseException:
            self._opened.close()
            raise
        return self

    def _start(self) -> None:
        self._copied()
        self._database()
        self._php()
        nginx = self._opened.enter_context(Nginx(php=(self.root, self.folder / "fpm.sock")))
        self.port, self.cached_port = nginx.port, nginx.cached_port
        self._install()

    def _copied(self) -> None:
        self.root = self.folder / "www"
        shutil.copytree(SHARED, self.root, symlinks=False, ignore_dangling_symlinks=True)

    def _database(self) -> None:
        data, self.socket = self.folder / "data", self.folder / "db.sock"
        data.mkdir(mode=0o777)
        data.chmod(0o777)
        as_user = [f"--user={self._user}"] if os.geteuid() == 0 else []
        common = ["--no-defaults", f"--datadir={data}", *as_user]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["mariadb-install-db", *common, "--auth-root-authentication-method=normal"], check=True, **quiet)  # type: ignore[call-overload]
        mariadbd = shutil.which("mariadbd", path="/usr/sbin:/usr/bin") or "mariadbd"
        server = [mariadbd, *common, f"--socket={self.socket}", "--skip-networking", f"--pid-file={data}/pid"]
        self._children.append(subprocess.Popen(server, **quiet))  # type: ignore[call-overload]
        self.password = secrets.token_hex(12)
        _until(lambda: self._sql("SELECT 1"))
        self._sql(
            "CREATE DATABASE wp CHARACTER SET utf8mb4; "
            f"CREATE USER wp@localhost IDENTIFIED BY '{self.password}'; GRANT ALL ON wp.* TO wp@localhost"
        )

    def _sql(self, words: str) -> bool:
        command = ["mariadb", "--no-defaults", f"--socket={self.socket}", "-uroot", "-e", words]
        return subprocess.run(command, check=False, capture_output=True).returncode == 0

    def _php(self) -> None:
        pool = self.folder / "fpm.conf"
        pool.write_text(_POOL.format(folder=self.folder, user=self._user))
        command = [_fpm(), "-F", "-y", str(pool), "-d", "opcache.enable=1", "-d", "opcache.memory_consumption=128"]
        self._children.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        _until((self.folder / "fpm.sock").exists)

    def _install(self) -> None:
        home = f"http://127.0.0.1:{self.port}"
        config = _CONFIG.format(password=self.password, socket=self.socket, url=home, key=secrets.token_hex(24))
        place = self.root / "wp-config.php"
        place.unlink(missing_ok=True)
        place.write_text(config)
        plugins = self.root / "wp-content" / "mu-plugins"
        plugins.mkdir(exist_ok=True)
        # a made-up port is not what its rules for addresses expect: it would lead to itself
        (plugins / "bench.php").write_text("<?php remove_filter('template_redirect', 'redirect_canonical');")
        form = {
            "weblog_title": "Hoa Mai", "user_name": "bench", "admin_password": secrets.token_hex(12), "pw_weak": "1",
            "admin_password2": "", "admin_email": "a@example.org", "blog_public": "1", "language": "",
        }  # fmt: skip
        form["admin_password2"] = form["admin_password"]
        data = urllib.parse.urlencode(form).encode()
        urllib.request.urlopen(f"{home}/wp-admin/install.php?step=2", data, timeout=120).read()
        given, script = self.folder / "post.json", self.folder / "post.php"
        given.write_text(json.dumps({"title": TITLE, "body": "\n\n".join(PARAGRAPHS)}))
        script.write_text(_POST)
        told = subprocess.run(
            ["php", str(script), str(self.root), str(given)], check=True, capture_output=True, text=True
        )
        found = json.loads(told.stdout[told.stdout.rindex('{"id"') :])
        self.version, self.path = found["version"], f"/?p={found['id']}"
        self.url = f"{home}{self.path}"

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def _end(self) -> None:
        for child in reversed(self._children):
            child.terminate()
            child.wait(timeout=60)
        self._temporary.cleanup()


def _until(ready: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if ready():
            return
        time.sleep(0.2)
    raise TimeoutError("it did not start")
