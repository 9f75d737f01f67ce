"""Check layers: no package imports one above it (the contracts are in pyproject.toml)."""

import sys

from importlinter.cli import lint_imports

if __name__ == "__main__":
    sys.exit(lint_imports(no_cache=True))
