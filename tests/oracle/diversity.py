"""lexicalrichness 0.5.1: LexicalRichness(text, preprocessor=None, tokenizer=str.split).
lexical-diversity 0.1.1: lexical_diversity.lex_div, of the list of words.

Where they differ: a factor of MTLD ends for lexicalrichness where the TTR is at most 0.72, at any length; for
lexical-diversity where it is below 0.72 and the factor has at least 10 words, as McCarthy & Jarvis have it, and as we
do. Both take the mean of both directions. For a text shorter than the window lexical-diversity gives its plain TTR as
MATTR; we give nothing. Simpson's D is without replacement in lexicalrichness, as ours. lexicalrichness draws HD-D by
scipy's logarithms of gamma, lexical-diversity by whole numbers, and adds them up in the order of a set: its last digit
differs from run to run. Writes diversity_text.csv from text.txt.
"""

from lexical_diversity import lex_div
from lexicalrichness import LexicalRichness

from rows import HERE, tool, write


def rows():
    text = (HERE / "text.txt").read_text()
    words = text.split()
    rich = LexicalRichness(text, preprocessor=None, tokenizer=str.split)
    first, second = tool("lexicalrichness"), tool("lexical-diversity")
    for measure, value, source in [
        ("ttr", rich.ttr, f"{first} ttr"),
        ("guiraud_r", rich.rttr, f"{first} rttr"),
        ("herdan_c", rich.Herdan, f"{first} Herdan"),
        ("yule_k", rich.yulek, f"{first} yulek"),
        ("simpson_d", rich.simpsond, f"{first} simpsond"),
        ("mattr", rich.mattr(window_size=50), f"{first} mattr(window_size=50)"),
        ("mattr", lex_div.mattr(words, window_length=50), f"{second} mattr(window_length=50)"),
        ("mtld", lex_div.mtld(words, min=10), f"{second} mtld(min=10)"),
        ("hdd", rich.hdd(draws=42), f"{first} hdd(draws=42)"),
        ("hdd", lex_div.hdd(words), f"{second} hdd"),
        ("root_ttr", lex_div.root_ttr(words), f"{second} root_ttr"),
        ("log_ttr", lex_div.log_ttr(words), f"{second} log_ttr"),
    ]:
        yield (measure.replace("root_ttr", "guiraud_r").replace("log_ttr", "herdan_c"),), value, source


write("diversity_text.csv", ["measure"], rows())
