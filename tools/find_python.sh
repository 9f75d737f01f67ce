#!/bin/sh
# Prints the first Python >= 3.11 of this machine; says what to do when there is none.
for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        command -v "$candidate"
        exit 0
    fi
done
echo "Zhuisu needs Python 3.11 or newer, and none is on the PATH. Install one, or name it: make PYTHON=/path/to/python3 …" >&2
echo "追溯需要 Python 3.11 或更新版本，但 PATH 中没有。请安装，或指明路径：make PYTHON=/path/to/python3 …" >&2
exit 1
