# SPDX-License-Identifier: GPL-2.0-only
"""Where a C file can be changed, and into what: one operator, constant or call at a time."""
import errno
import re
from collections import namedtuple

# line and column count from 1; text is what stands there, other is what the mutant has instead
Point = namedtuple("Point", "file line column start text other kind")

TOKEN = re.compile(r"""
    (?P<skip>/\*.*?\*/ | //[^\n]* | ^[ \t]*\#(?:\\\n|[^\n])* | "(?:\\.|[^"\\])*" | \s+)
  | (?P<char>'(?:\\.|[^'\\])+')
  | (?P<number>\b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<op><<=|>>=|\+\+|--|->|&&|\|\||[-+*/%&|^=!<>]=|<<|>>|.)
""", re.VERBOSE | re.MULTILINE | re.DOTALL)

# In the kernel's style a blank stands on both sides of an operator that has two operands, and of no other.
BINARY = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "&&": "||", "||": "&&",
          "+": "-", "-": "+", "*": "/", "/": "*", "%": "/", "<<": ">>", ">>": "<<", "&": "|", "|": "&",
          "+=": "-=", "-=": "+=", "|=": "&=", "&=": "|="}
UNARY = {"!": "", "++": "--", "--": "++"}
WORDS = {"true": "false", "false": "true"}
KEYWORDS = {"if", "while", "for", "switch", "return", "sizeof", "do", "else", "case", "goto", "typeof"}
ERRNOS = set(errno.errorcode.values())
# what stands before a statement
BEFORE_STATEMENT = {";", "{", "}", ")", "else", ":"}


def tokens_of(source):
    return [(match.lastgroup, match.group(), match.start()) for match in TOKEN.finditer(source)
            if match.lastgroup != "skip"]


def operator(source, text, start):
    end = start + len(text)
    if text in BINARY and source[start - 1].isspace() and source[end].isspace():
        return BINARY[text]
    if text in UNARY and (source[start - 1].isspace() != source[end].isspace() or source[start - 1] in "(!"):
        return UNARY[text]
    return None


def constant(kind, text):
    if kind == "number":
        return f"({text} + 1)"
    if kind == "char":
        return r"'\001'"
    if text in ERRNOS and text != "EDOM":
        return "EDOM"
    return WORDS.get(text)


def closing(tokens, i):
    """The index of the parenthesis that closes the one at i."""
    depth = 0
    for j in range(i, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[j][1], 0)
        if not depth:
            return j
    return None


def call_statement(source, tokens, i):
    """The text of the call that is all of a statement, if one begins at the token i."""
    if tokens[i][1] in KEYWORDS or i == 0 or tokens[i - 1][1] not in BEFORE_STATEMENT:
        return None
    if i + 1 >= len(tokens) or tokens[i + 1][1] != "(":
        return None
    end = closing(tokens, i + 1)
    if end is None or end + 1 >= len(tokens) or tokens[end + 1][1] != ";":
        return None
    return source[tokens[i][2]:tokens[end][2] + 1]


def points_of(file, source):
    """All the points of one file."""
    tokens = tokens_of(source)
    depth = 0

    def point(start, text, other, kind):
        line = source.count("\n", 0, start) + 1
        return Point(file, line, start - source.rfind("\n", 0, start), start, text, other, kind)

    for i, (kind, text, start) in enumerate(tokens):
        depth += {"{": 1, "}": -1}.get(text, 0)
        if kind == "op":
            other = operator(source, text, start)
            if other is not None:
                yield point(start, text, other, "operator")
        elif kind == "name" and depth and (call := call_statement(source, tokens, i)):
            # lines keep their numbers
            yield point(start, call, "\n" * call.count("\n"), "call")
        elif (other := constant(kind, text)) is not None:
            yield point(start, text, other, "constant")


def where(point):
    return f"{point.file}:{point.line}:{point.column}"


def change(point):
    """In words, and the same wherever the line goes."""
    text = re.sub(r"\s+", " ", point.text)
    if point.kind == "call":
        return f"without {text}"
    return f"{text} becomes {point.other}" if point.other else f"without {text}"


def mutated(source, point):
    return source[:point.start] + point.other + source[point.start + len(point.text):]
