"""Translated messages: gettext catalogues read from .po files, so that there is nothing to compile."""

import ast
import re
from gettext import NullTranslations
from importlib.resources import files

from .identity import BRANDING, IDENTITY, LOCALES
from .texts import TEXTS

_LINE = re.compile(r'^(msgid|msgstr)?\s*("(?:[^"\\]|\\.)*")$')
_MARK = re.compile(r"\{([a-z]+)\}")


def parse_catalog(text: str) -> dict[str, str]:
    """Sentences and their translations from a .po file. Raises ValueError with the number of a line that is none."""
    entries: list[tuple[list[str], list[str]]] = []
    part = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line == "" or line.startswith("#"):
            continue
        found = _LINE.match(line)
        if found is None or (found[1] is None and not entries):
            raise ValueError(f"line {number} is no msgid, msgstr or text")
        if found[1] == "msgid":
            entries.append(([], []))
        part = {"msgid": 0, "msgstr": 1}.get(found[1] or "", part)
        entries[-1][part].append(str(ast.literal_eval(found[2])))
    return {"".join(source): "".join(target) for source, target in entries if "".join(source)}


class Catalog(NullTranslations):
    """gettext's translations of one locale."""

    def __init__(self, entries: dict[str, str]) -> None:
        super().__init__()
        self._entries = entries

    def gettext(self, message: str) -> str:
        return self._entries.get(message) or super().gettext(message)


def find_locale(wanted: str) -> str:
    """The locale itself, one of the same language, or the one that this package was made for."""
    if wanted in LOCALES:
        return wanted
    language = wanted.split("_")[0]
    near = [one for one in LOCALES if language and one.split("_")[0] == language]
    if near:
        return near[0]
    return IDENTITY["locale"]


def read_catalog(locale: str) -> Catalog:
    """The catalogue that this package brings for a locale of LOCALES."""
    path = files(__package__) / "locale" / locale / "LC_MESSAGES" / "messages.po"
    return Catalog(parse_catalog(path.read_text(encoding="utf-8")))


class Messages:
    """Sentences for people in one language."""

    def __init__(self, locale: str = "") -> None:
        self.locale = find_locale(locale)
        self._catalog = read_catalog(self.locale)

    def say(self, key: str, **values: object) -> str:
        """The sentence of a key, with `{name}` replaced by the value of that name. Values are never formats themselves."""
        known = {"brand": BRANDING["name"], **values}
        text = self._catalog.gettext(TEXTS[key])
        return _MARK.sub(lambda mark: str(known.get(mark[1], mark[0])), text)
