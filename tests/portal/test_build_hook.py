from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="only a build environment has hatchling")
hatch_build = pytest.importorskip("hatch_build")


def test_a_product_is_made_again_only_when_its_sources_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "ROOT", tmp_path)
    source, made = tmp_path / "page.css", []
    product = hatch_build.Product(
        stamp=tmp_path / "stamp",
        inputs=lambda: iter([source]),
        requirement="something",
        make=lambda: made.append(source.read_text()),
    )
    for text in ("a", "a", "b"):
        source.write_text(text)
        product.refresh()
    assert made == ["a", "b"]
    assert not product.is_stale()


def test_the_digest_depends_on_contents_and_names_not_on_times(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "ROOT", tmp_path)
    one, other = tmp_path / "one", tmp_path / "other"

    def digest(path: Path) -> str:
        path.write_text("same")
        product = hatch_build.Product(tmp_path / "stamp", lambda: iter([path]), "", lambda: None)
        return str(product.digest())

    assert digest(one) == digest(one)
    assert digest(one) != digest(other)


def test_the_requirements_of_a_fresh_tree_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build.Product, "is_stale", lambda self: False)
    hook = hatch_build.PortalBuildHook.__new__(hatch_build.PortalBuildHook)
    assert hook.dependencies() == []
