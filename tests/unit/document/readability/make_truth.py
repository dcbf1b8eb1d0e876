"""Makes the truth: the words that Chromium shows of each page of the corpus.

Run by hand, `python -m tests.unit.document.readability.make_truth [PROGRAM]`, where
PROGRAM is Chromium's name. The pages load nothing and run no scripts.
"""

import json
import re
import subprocess
import sys
from base64 import b64decode
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpus import CORPUS
from tests.unit.document.readability.words import write_truth

_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1000,4000",
    "--dump-dom",
]

_NOTHING = (
    '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"'
    " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)

_SCRIPT = """
addEventListener("load", () => {
  const shown = {};
  for (const frame of document.querySelectorAll("iframe")) {
    const body = frame.contentDocument.body;
    let signs = "";
    for (const formula of body.querySelectorAll("math")) {
      const around = document.createElement("span");
      formula.replaceWith(around);
      around.append(formula);
      signs += around.innerText + " ";
      around.remove();
    }
    shown[frame.name] = [body.innerText, signs];
  }
  let bytes = "";
  for (const one of new TextEncoder().encode(JSON.stringify(shown)))
    bytes += String.fromCharCode(one);
  document.body.textContent = "[[" + btoa(bytes) + "]]";
});
"""
"""What a page shows can hold any character: it comes out of the browser as base64."""


def shown_by_browser(pages: dict[str, str], program: str) -> dict[str, tuple[str, str]]:
    """Return the `innerText` of the body of each page of HTML, and that of its formulas.

    Args:
        pages: HTML by name.
        program: Chromium.

    Raises:
        RuntimeError: the browser showed nothing.
    """
    frames = "".join(
        f'<iframe width=1000 height=4000 name="{escape(name)}"'
        f' srcdoc="{escape("<!doctype html>" + _NOTHING + html)}"></iframe>'
        for name, html in pages.items()
    )
    wrapper = f'<!doctype html><meta charset="utf-8"><script>{_SCRIPT}</script><body>{frames}'
    with TemporaryDirectory() as folder:
        path = Path(folder, "pages.html")
        path.write_text(wrapper, "utf-8", errors="replace")
        ran = subprocess.run(
            [program, *_OPTIONS, f"--user-data-dir={folder}/profile", path.as_uri()],
            capture_output=True,
            text=True,
            timeout=300,
        )
    found = re.search(r"\[\[([A-Za-z0-9+/=]+)\]\]", ran.stdout)
    if found is None:
        raise RuntimeError(f"{program} showed nothing: {ran.stderr[-500:]}")
    shown = json.loads(b64decode(found[1]))
    return {name: (text, formulas) for name, (text, formulas) in shown.items()}


def main() -> None:
    """Make the truth of all pages."""
    folder = CORPUS / "html" / "readability"
    pages = {path.parent.name: path.read_text("utf-8") for path in folder.glob("*/expected.html")}
    shown = shown_by_browser(pages, sys.argv[1] if len(sys.argv) > 1 else "chromium")
    write_truth(shown)
    print(f"{len(shown)} pages")


if __name__ == "__main__":
    main()
