from pathlib import Path

from babel.messages.catalog import Catalog

from tools.check_translations import PACKAGE, problems, updated, used_texts


def template(folder: Path, text: str) -> Path:
    path = folder / "portal" / "templates" / "portal" / "page.html"
    path.parent.mkdir(parents=True)
    path.write_text("{% load i18n %}" + text, encoding="utf-8")
    return folder


def test_every_text_of_a_template_is_found(tmp_path: Path) -> None:
    page = """{% translate "It's here" %} {% blocktranslate trimmed %}Of {{ code }}{% endblocktranslate %}
        {% blocktranslate count more=many %}{{ more }} thing{% plural %}{{ more }} things{% endblocktranslate %}"""
    used = used_texts(template(tmp_path, page))
    assert {text: entry.plural for text, entry in used.items()} == {
        "It's here": None,
        "Of %(code)s": None,
        "%(more)s thing": "%(more)s things",
    }


def test_what_is_missing_left_over_or_filled_differently_is_said(tmp_path: Path) -> None:
    used = used_texts(
        template(tmp_path, '{% translate "Scan" %}{% blocktranslate %}Of {{ code }}{% endblocktranslate %}')
    )
    catalogue = Catalog(locale="zh_Hans")
    catalogue.add("Of %(code)s", "的 %(kode)s")
    catalogue.add("Gone", "没有了")
    assert [problem.split(" (")[0] for problem in problems(catalogue, used)] == [
        "missing: 'Scan'",
        "fills in other fields than the text: 'Of %(code)s'",
        "no longer used: 'Gone'",
    ]


def test_writing_keeps_words_and_adds_what_is_new(tmp_path: Path) -> None:
    used = used_texts(template(tmp_path, '{% translate "Scan" %}{% translate "Print" %}'))
    catalogue = Catalog(locale="zh_Hans")
    catalogue.add("Scan", "扫码")
    catalogue.add("Gone", "没有了")
    fresh = updated(catalogue, used, "zh_Hans")
    assert {message.id: message.string for message in fresh if message.id} == {"Scan": "扫码", "Print": ""}


def test_the_templates_of_the_project_are_where_they_are_looked_for() -> None:
    assert "Look up" in used_texts(PACKAGE)
