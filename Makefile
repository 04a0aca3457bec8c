# Two commands matter: `make run` and `make test`. Each does its own set-up. docs/how-to/setup.md says more.
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin

.PHONY: help setup run test check bench crash fix docs messages
.NOTPARALLEL:

help:
	@echo "make run    chạy chương trình ở http://$(HOST):$(PORT) (tự cài đặt lần đầu)"
	@echo "make test   chạy toàn bộ kiểm thử      make check  kiểm tra mã nguồn và tài liệu"
	@echo "make setup  chỉ cài đặt                make fix    sắp lại mã nguồn"
	@echo "make bench  đo tốc độ                  make docs   sinh lại tài liệu tham chiếu"
	@echo "make crash  giết tiến trình và cơ sở dữ liệu giữa chừng, đo lúc chạy lại (vài phút)"
	@echo "make messages  gom lời trên màn hình và biên dịch bản tiếng Anh (cần GNU gettext)"

setup:
	@sh scripts/setup.sh test again

run:
	@sh scripts/setup.sh run
	@exec $(BIN)/lantoa run --host $(HOST) --port $(PORT)

test:
	@sh scripts/setup.sh test
	@sh scripts/test.sh $(ARGS)

check:
	@sh scripts/setup.sh check
	@sh scripts/check.sh

bench:
	@sh scripts/setup.sh run
	@exec $(BIN)/python bench/run.py $(ARGS)

crash:
	@sh scripts/setup.sh test
	@LANTOA_CRASH_JOBS=1000 LANTOA_CRASH_ROUNDS=12 LANTOA_CRASH_DELIVERIES=1000 $(BIN)/python -m pytest tests/crash -q $(ARGS)
	@cat var/crash.txt var/crash-deliveries.txt

fix:
	@sh scripts/setup.sh check
	@$(BIN)/ruff check --fix --quiet src tests scripts || true
	@$(BIN)/ruff format src tests scripts

docs:
	@sh scripts/setup.sh check
	@$(BIN)/python scripts/docs.py

messages:
	@sh scripts/setup.sh check
	@$(BIN)/python scripts/messages.py
