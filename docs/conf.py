"""Sphinx: how the documentation is built (`make docs`)."""

project = "Zhuisu 追溯"
author = "The Zhuisu contributors"
project_copyright = "The Zhuisu contributors, Apache-2.0"

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
language = "en"

myst_enable_extensions = ["colon_fence", "deflist", "attrs_block"]
myst_heading_anchors = 4
suppress_warnings: list[str] = []

html_theme = "furo"
html_title = "Zhuisu 追溯"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"sidebar_hide_name": False}
pygments_style = "tango"
