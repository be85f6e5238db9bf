"""Pages that are not the article: the beginning of one for subscribers, a request for cookies, an error."""

import re

_I = re.IGNORECASE
_WORDS = re.compile(r"\w+")

# Words of a page that stops for those who have not paid. They count only where little else is on it.
_PAYWALL = re.compile(
    r"\b(?:subscribe|sign (?:in|up)|log in|register|become a (?:member|subscriber)|start your (?:free )?trial)\b"
    r"[^.!?\n]{0,60}?\b(?:to (?:continue|keep|read|unlock|access|view)|for (?:full|unlimited) access)\b"
    r"|\b(?:to (?:continue|keep) reading|to read (?:the|this) (?:full|whole|rest of)|continue reading (?:with|by)|"
    r"for (?:our )?subscribers only|exclusive(?:ly)? (?:to|for) (?:our )?(?:subscribers|members)|subscriber[- ]only|"
    r"only available to (?:paying |our )?(?:subscribers|members)|(?:reserved|available) (?:only )?for subscribers|"
    r"(?:already|not yet|are you) a(?:n existing)? (?:subscriber|member)\s*\?|"
    r"(?:have|you['’]ve) (?:reached|used) (?:your|all your) (?:monthly |free )?(?:limit|articles?)|"
    r"this (?:article|story|content) is (?:behind a paywall|for (?:paying )?(?:subscribers|members)))\b",
    _I)
_CUT = re.compile(r"(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")  # how a news API ends what it cuts off

# The whole of pages that hold no article at all.
_ERROR = re.compile(
    r"\b(?:please )?(?:enable|turn on) (?:javascript|cookies)\b|\bare you (?:a robot|human)\b|"
    r"\bverify (?:that )?you are (?:a )?human\b|\baccess denied\b|"
    r"\bchecking your browser\b|\bunusual traffic from your\b|"
    r"\b(?:403 forbidden|404 not found|page not found|502 bad gateway|503 service unavailable)\b|"
    r"\bthis page (?:could not be|can(?:no|')t be) found\b",
    _I)
_SHORT = 200  # words under which a wall makes a stub
_SHORTER = 60  # words under which a page is its error


def stub(text: str, title: str = "", *, closed: bool = False) -> str | None:
    """Return why ``text`` is not the whole of an article ("..."), None where it may be.

    ``closed`` is what the page says of itself: it is not free to read.
    """
    words = len(_WORDS.findall(text[:20_000]))
    if found := _CUT.search(text[-200:]):
        return f"it was cut off ({found[0].strip()[-30:]})"
    if words < _SHORT and (found := _PAYWALL.search(text)):
        return f"{words} words, then {' '.join(found[0].split())[:60]!r}"
    if words < _SHORT and closed:
        return f"{words} words of a page for subscribers"
    if words < _SHORTER and (found := _ERROR.search(f"{title}\n{text}")):
        return f"it is a page that says {' '.join(found[0].split())[:60]!r}"
    return None
