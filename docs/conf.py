"""How the documentation is built: ``sphinx-build -W docs site``. No network is needed, then or later."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import generate  # noqa: E402

generate.write(HERE)

project = "kg"
author = copyright = ""
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["generate"]

html_theme = "furo"
html_title = "kg"
html_static_path = ["static"]
html_css_files = ["kg.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_theme_options = {"source_repository": "", "top_of_page_buttons": []}

myst_heading_anchors = 4
myst_links_external_new_tab = False

autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80

highlight_language = "none"
smartquotes = False  # "--out" is no dash
suppress_warnings = ["misc.highlighting_failure"]  # Pygments does not know the alternative paths of SPARQL (a|b)
