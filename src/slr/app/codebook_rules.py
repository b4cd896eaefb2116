"""The rules on codings and full texts that `slr codebook check` and `slr code --texts` hold a review to."""

from typing import Any

from slr.model.words import Severity
from slr.protocol.rule import Rule


def _coding(code: str, name: str, why: str, example: str, mend: str) -> Rule[Any]:
    return Rule(
        code=code,
        name=name,
        family="codebook",
        severity=Severity.WARNING,
        why=why,
        example=f"# {example}\n",
        mend=mend,
    )


CODING_RULES: tuple[Rule[Any], ...] = (
    _coding(
        "C030",
        "coded before the codebook changed",
        "A study coded before a category came, went or was redefined may belong elsewhere now.",
        "slr codebook check, after a category was added to a dimension that two studies were coded in",
        "Look at them again: slr code; where all is well: slr code --stands STUDY.",
    ),
    _coding(
        "C031",
        "emergent category defined twice",
        "Two people added one category in two clones, with other words; codings may mean either.",
        "slr codebook check, after two clones were merged that both added `evaluation` to `objective`",
        "Agree on one, and say it anew: slr codebook add. Until then the earlier holds.",
    ),
    _coding(
        "C032",
        "emergent category without its dimension",
        "The dimension that it was added to is gone, or takes no categories now: it can be coded no more.",
        "slr codebook check, after the dimension `objective` was renamed in codebooks/own.yaml",
        "Give the dimension its old id and kind again, or take it back: slr codebook add --undo.",
    ),
    _coding(
        "C033",
        "coding that the codebook does not allow",
        "A value is no category any more, or a quote that is required now is missing.",
        "slr codebook check, after a category was removed that a study is coded with",
        "Code it anew, or give the codebook back what it had; the coding is kept until then.",
    ),
    _coding(
        "C034",
        "full text that cannot be read",
        "Quotes can be picked only from a text: this one is broken, protected, a scan, too long, not "
        "here, or not the file that was attached.",
        "slr code --texts, with a PDF that is protected by a password",
        "Attach a file that can be read (a scan after text recognition), or type quotes by hand.",
    ),
)
