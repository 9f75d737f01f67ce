"""Assets: static files under names that change with their content."""

from pathlib import Path

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class Assets(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves what was collected; on a first run nothing was."""

    def __init__(self, get_response=None) -> None:  # type: ignore[no-untyped-def]
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        super().__init__(get_response)


class HashedAssets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Files that were not collected (in a test, on a first run) are answered under their own names."""

    def stored_name(self, name: str) -> str:
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))
