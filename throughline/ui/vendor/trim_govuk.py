"""Cuts govuk-frontend down to the components in use: `python trim_govuk.py UNPACKED_PACKAGE`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "static" / "ui" / "govuk"
KEPT = {
    "body", "breadcrumbs", "button", "button-group", "character-count", "checkboxes", "date-input", "details",
    "error-message", "error-summary", "fieldset", "file-upload", "form-group", "frontend-supported", "hint", "input",
    "input-wrapper", "inset-text", "label", "link", "list", "pagination", "password-input", "radios", "select",
    "skip-link",
    "skip-link-focused-element", "textarea", "visually-hidden", "visually-hidden-focusable", "warning-text",
}  # fmt: skip
SCRIPTS = ("button", "checkboxes", "error-summary", "password-input", "radios", "skip-link")
SHARED = ("errors/index", "common/index", "component", "common/closest-attribute-value", "common/configuration", "i18n")
NEVER = re.compile(r"(crown|header|footer|app-|--inverse|--start|\[type=search\]|width-container|template)")
BLOCK_NAME = re.compile(r"\.govuk-([a-z]+(?:-[a-z]+)*)")


def rules_of(css: str) -> Iterator[tuple[str, str]]:
    """Each (head, body) at the top level; the body of an @media block is itself a list of rules."""
    at = 0
    while at < len(css):
        opened = css.find("{", at)
        if opened < 0:
            return
        depth, end = 1, opened + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[at:opened], css[opened + 1 : end - 1]
        at = end


def is_kept(selector: str) -> bool:
    """True when every block that the selector names is one of ours."""
    names = BLOCK_NAME.findall(selector)
    return bool(names) and all(name in KEPT for name in names) and not NEVER.search(selector)


def without_typeface(body: str) -> str:
    """The declarations without a font family: ours is set once, in throughline.css."""
    kept = [d for d in body.split(";") if d and not re.match(r"(font-family|-webkit-font-smoothing|-moz-osx)", d)]
    return ";".join(kept)


def trimmed(css: str) -> str:
    """The rules that are kept, in their order."""
    out = []
    for head, body in rules_of(css):
        if head.startswith(("@media", "@supports")):
            inner = trimmed(body)
            if inner:
                out.append(f"{head}{{{inner}}}")
        elif head.startswith(":root"):
            out.append(f"{head}{{{body}}}")
        elif not head.startswith("@"):
            selectors = [s for s in head.split(",") if is_kept(s)]
            declarations = without_typeface(body)
            if selectors and declarations:
                out.append(f"{','.join(selectors)}{{{declarations}}}")
    return "".join(out)


def stylesheet(package: Path) -> str:
    """The kept part of the compiled stylesheet, with its licence line and no addresses in it."""
    css = (package / "dist/govuk/govuk-frontend.min.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S).replace('@charset "UTF-8";', "")
    css = trimmed(css)
    if re.search(r"url\(|GDS|sourceMapping", css):
        raise SystemExit("An address, the GOV.UK typeface or a map is left in the stylesheet.")
    return f"/* govuk-frontend 6.3.0, cut down. MIT licence: see LICENSE.txt. */\n{css}\n"


def plain_module(text: str) -> str:
    """One module without its imports, exports and comments."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    text = re.sub(r"^import .*?;$", "", text, flags=re.M)
    text = re.sub(r"^export \{.*?\};$", "", text, flags=re.M | re.S)
    return re.sub(r"\n\s*\n+", "\n", text).strip()


def script(package: Path) -> str:
    """The kept components as one module that starts them on the page it is loaded in."""
    base = package / "dist/govuk"
    names = [*SHARED, *(f"components/{name}/{name}" for name in SCRIPTS)]
    parts = [plain_module((base / f"{name}.mjs").read_text(encoding="utf-8")) for name in names]
    start = (
        "document.body.classList.add('js-enabled', 'govuk-frontend-supported');\n"
        "for (const Kind of [Button, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) {\n"
        '  for (const $root of document.querySelectorAll(`[data-module="${Kind.moduleName}"]`)) {\n'
        "    try { new Kind($root); } catch (error) { console.log(error); }\n"
        "  }\n"
        "}\n"
    )
    head = "/* govuk-frontend 6.3.0, cut down. MIT licence: see LICENSE.txt. */\n"
    return head + "\n".join(parts) + "\n" + start


def main(package: Path) -> None:
    """Writes the stylesheet and the script; their licence text lies beside them."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "govuk.css").write_text(stylesheet(package), encoding="utf-8")
    (OUT / "govuk.js").write_text(script(package), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
