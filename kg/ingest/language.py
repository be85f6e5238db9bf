"""Is the text English? The patterns and the model read nothing else, and would find nonsense in it."""

import re
from functools import cache
from typing import Any

# The commonest words that only hold sentences together. A quarter to a half of running English is these; of
# other languages in Latin script next to nothing (they share at most "a", "in", "on", "as", "is", "do", "was").
_FUNCTION_WORDS = frozenset(
    "the of and to that for with at by from has have had was were been are be is it its his her their this which who "
    "will would could should said says not but after before between over into than more about".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.18  # share of function words from which the text is English without a further look
_SOME = 0.08  # share of them that no other language has
_SHORTEST = 4  # words under which nothing is told
_SHORT = 12  # words under which a guess must be certain
_CERTAIN = 0.75
_COMMON = "cs da de es fi fr hr hu id it nl no pl pt ro sv tr vi"  # in Latin script, for short texts
_SAMPLE = 20_000  # characters that are looked at
_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "arz": "Arabic", "az": "Azerbaijani",
    "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ka": "Georgian", "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}


def foreign_language(text: str) -> str | None:
    """Return the language of ``text`` where it is not English, else None.

    The name is for people ("German", else the code of the language). A text too short to tell counts as English.
    """
    words = [word.lower() for word in _WORD.findall(text[:_SAMPLE])]
    share = sum(word in _FUNCTION_WORDS for word in words) / max(len(words), 1)
    latin = sum(c.isascii() for word in words for c in word) > 0.8 * sum(map(len, words))
    if (latin and share >= _SURE) or not words:
        return None
    if latin and (share >= _SOME or len(words) < _SHORTEST):
        return None
    code, sure = _guess(text[:_SAMPLE], short=latin and len(words) < _SHORT)
    # Headlines and lists have few function words and are taken for all kinds of languages: believe it of a short text
    # only where it is sure.
    return None if code in ("en", "pcm") or sure < _CERTAIN else _NAMES.get(code, code)


def _guess(text: str, *, short: bool) -> tuple[str, float]:
    """Return the code of the likeliest language and how likely it is, 1 for what is not short.

    A short text is held against the named languages only: with rare ones beside them there is no telling.
    """
    from py3langid import langid  # its model takes half a second to load; most texts are settled before

    if not short:
        return str(langid.classify(text)[0]), 1.0
    code, sure = _of_common().classify(text)
    return str(code), float(sure)


@cache
def _of_common() -> Any:
    """Return what tells the common languages apart, loaded once."""
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(["en", *_COMMON.split()])
    return identifier
