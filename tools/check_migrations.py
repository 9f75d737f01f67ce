"""Check migrations: the migrations of every app say what its models say (as `makemigrations --check`, but offline)."""

import sys

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.utils import translation


def main() -> int:
    """Compare models and migrations; print every operation that no migration makes."""
    django.setup()
    translation.deactivate_all()  # as makemigrations does: what a column is called is the same in every language
    loader = MigrationLoader(None, ignore_no_migrations=True)
    conflicts = loader.detect_conflicts()
    questioner = NonInteractiveMigrationQuestioner(specified_apps=set(), dry_run=True)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps), questioner)
    changes = detector.changes(graph=loader.graph)
    missing = [
        f"{app}: {step.describe()}" for app, made in changes.items() for each in made for step in each.operations
    ]
    print(
        *missing, *(f"{app}: two migrations that nobody merged: {names}" for app, names in conflicts.items()), sep="\n"
    )
    return 1 if missing or conflicts else 0


if __name__ == "__main__":
    sys.exit(main())
