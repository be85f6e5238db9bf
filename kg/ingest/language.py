"""Is the text English? The patterns and the model read nothing else, and would find nonsense in it."""

import re

# The commonest words that only hold sentences together. A quarter to a half of running English is these; of
# other languages in Latin script next to nothing (they share at most "a", "in", "on", "as", "is", "do", "was").
_FUNCTION_WORDS = frozenset(
    "the of and to that for with at by from has have had was were been are be is it its his her their this which who "
    "will would could should said says not but after before between over into than more about".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_SURE = 0.18  # share of function words from which the text is English without a further look
_SAMPLE = 20_000  # characters that are looked at
_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
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
    import py3langid  # its model takes half a second to load; most texts are settled above

    code = str(py3langid.classify(text[:_SAMPLE])[0])
    # Headlines and lists have few function words and are taken for all kinds of languages: believe it only of a
    # text with next to none, or in another script.
    if code in ("en", "pcm") or (latin and (share >= 0.08 or len(words) < 12)):
        return None
    return _NAMES.get(code, code)
