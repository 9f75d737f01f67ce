"""Check templates: every Django template of the installed apps compiles."""

import sys
from pathlib import Path

import django
from django.apps import apps
from django.template import TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates


def main() -> int:
    """Compile each template; print every one that fails, with why."""
    django.setup()
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    names = template_names()
    failures = [failure for name in names if (failure := why_broken(engine, name))]
    print(*failures, sep="\n")
    print(f"{len(names)} templates, {len(failures)} broken")
    return 1 if failures else 0


def template_names() -> list[str]:
    """The names under which the templates of this project's apps are loaded."""
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.startswith("zhuisu.")]
    return sorted(
        path.relative_to(folder).as_posix() for folder in folders for path in folder.rglob("*") if path.is_file()
    )


def why_broken(engine: DjangoTemplates, name: str) -> str | None:
    """What keeps the template from compiling, or None."""
    try:
        engine.get_template(name)
    except TemplateSyntaxError as error:
        return f"{name}: {error}"
    return None


if __name__ == "__main__":
    sys.exit(main())
