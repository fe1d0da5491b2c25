"""Every sentence of the phrase book is said somewhere, and all that is said is in it."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

BOOK = tomllib.loads(Path("motorplan/data/phrases/en.toml").read_text(encoding="utf-8"))
PHRASES = {f"{table}.{name}" for table, entries in BOOK.items() for name in entries}
WORDS = tomllib.loads(Path("motorplan/data/words.toml").read_text(encoding="utf-8"))
ROUTINES = tomllib.loads(Path("motorplan/data/routines.toml").read_text(encoding="utf-8"))
MODULES = sorted(Path("motorplan").rglob("*.py"))
SHORT = {"label", "page", "sheet"}
"""Tables that pages name without saying so: ``row("steps", ...)`` is ``label.steps``."""


@cache
def trees():
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in MODULES]


def pattern_of(node):
    """Return the pattern of all texts that a string in the code may come to, or None."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(.+)"
            for part in node.values
        )
    if isinstance(node, ast.BinOp):
        left, right = pattern_of(node.left), pattern_of(node.right)
        if isinstance(node.op, ast.Add) and left and right:
            return left + right
        if isinstance(node.op, ast.Mult) and left:
            return f"(?:{left})*"
    return None


@cache
def strings():
    """Return the constants in the code, and the patterns of its f-strings."""
    constants, patterns = set(), set()
    for page in Path("motorplan/data/pages").glob("*.jinja"):
        constants |= set(re.findall(r'say\("([^"]+)"\)', page.read_text(encoding="utf-8")))
    for _, tree in trees():
        for node in ast.walk(tree):
            pattern = pattern_of(node)
            if isinstance(node, ast.Constant) and pattern is not None:
                constants.add(node.value)
            elif pattern is not None:
                patterns.add(pattern)
    return constants, patterns


@cache
def known_words():
    """Return all that may fill a gap in the id of a phrase: what code or lists speak of."""
    constants, _ = strings()
    names = {word for entries in WORDS.values() for word in entries}
    for _, tree in trees():
        names |= {
            n.target.id
            for n in ast.walk(tree)
            if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)
        }
    return constants | names | set(ROUTINES) | {str(number) for number in range(1, 13)}


def comes_to(text):
    """Return whether *text* is a known word, or an f-string with such words in its gaps."""
    if text in known_words():
        return True
    _, patterns = strings()
    tries = (re.fullmatch(p, text) for p in patterns if re.match("[a-z]", p))
    return any(found and all(map(comes_to, found.groups())) for found in tries)


def is_said(phrase):
    """Return whether the code says *phrase*, in one piece or with a known word in its gaps."""
    constants, patterns = strings()
    table, _, name = phrase.partition(".")
    if phrase in constants or (table in SHORT and comes_to(name)):
        return True
    tries = (re.fullmatch(p, phrase) for p in patterns if p.startswith(rf"{table}\."))
    return any(found and all(map(comes_to, found.groups())) for found in tries)


def said():
    """Yield where a phrase is said, and the pattern of its id."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("say") and node.args:
                told = node.args[0]
                options = [told.body, told.orelse] if isinstance(told, ast.IfExp) else [told]
                for pattern in filter(None, map(pattern_of, options)):
                    yield f"{path}:{node.lineno}", pattern


def test_every_phrase_is_said_somewhere():
    assert [phrase for phrase in sorted(PHRASES) if not is_said(phrase)] == []


def test_every_phrase_that_is_said_is_in_the_book():
    """The command line's own ``say`` prints sentences, which have spaces."""
    ids = PHRASES | {p.partition(".")[2] for p in PHRASES if p.startswith(("page.", "sheet."))}
    unknown = {
        (where, pattern)
        for where, pattern in said()
        if "\\ " not in pattern and not any(re.fullmatch(pattern, known) for known in ids)
    }
    assert unknown == set()
    assert len(set(said())) > len(BOOK)
