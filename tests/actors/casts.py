"""Hand-made parses for actors, written as "form|UPOS|head|relation" (head counted from 1 in its sentence)."""

from datetime import date

from onrecord.types import Article, Attribution, Mention, Parse, Token

_XPOS = {"NOUN": "NN", "PROPN": "NNP", "PRON": "PRP", "ADJ": "JJ", "VERB": "VBD", "DET": "DT"}
_LEMMAS = {
    "blamed": "blame",
    "said": "say",
    "denies": "deny",
    "accused": "accuse",
    "troops": "troops",
    "men": "man",
    "police": "police",
}
_NO_SPACE = {",", ".", "'s", ")", "”"}


def make(*sentences: str, mentions=(), attributions=(), antecedents=None, published: date | None = None) -> Parse:
    """Return a parse; mentions are (first, last, label) over the tokens of the article."""
    tokens, bounds, text = [], [], ""
    for sentence in sentences:
        base = len(tokens)
        for word in sentence.split():
            form, upos, head, relation = word.rsplit("|", 3)
            if text and form not in _NO_SPACE:
                text += " "
            start = len(text)
            text += form
            xpos = _XPOS.get(upos, upos)
            lemma = _LEMMAS.get(form.lower(), form.lower())
            if upos in ("NOUN", "PROPN") and form.endswith("s") and not form.endswith("ss"):
                xpos += "S"
                lemma = lemma[:-1] if upos == "NOUN" and lemma == form.lower() else lemma
            tokens.append(
                Token(start, len(text), form, lemma, upos, xpos, base + int(head) - 1 if head != "0" else -1, relation)
            )
        bounds.append((base, len(tokens)))
    return Parse(
        Article("sha256:x", "x", text, "x", published=published),
        tuple(tokens),
        tuple(bounds),
        tuple(Mention((first, last), label, 0.9) for first, last, label in mentions),
        tuple(Attribution(source, cue, content, {"state": 1.0}, 0.9) for source, cue, content in attributions),
        (),
        antecedents or {},
    )
