"""What may be claimed in a methods section, in words, of a rule that was looked at."""

from slr.screening.stopping import StopCheck


def methods_text(check: StopCheck, *, conflicts: int = 0) -> str:
    """One paragraph for the methods section; while conflicts are open, that nothing may be claimed."""
    if conflicts:
        return f"Conflicts are open: nothing may be claimed until they are resolved ({conflicts:,} left)."
    if check.screened == check.total:
        return f"All {check.total:,} reports were screened; {check.found:,} were included."
    begun = (
        f"Screening, in the order of a ranking learned from the decisions, covered {check.screened:,} of "
        f"{check.total:,} reports ({check.screened / check.total:.0%}), of which {check.found:,} were "
        "included. "
    )
    words = {
        "both-tests": both_words,
        "always-valid": always_valid_words,
        "curve": curve_words,
        "hypergeometric": hypergeometric_words,
        "random-sample": sample_words,
        "consecutive-irrelevant": consecutive_words,
    }
    return begun + words[check.rule](check)


def always_valid_words(check: StopCheck) -> str:
    """The claim of the always-valid test."""
    assumed = "came up no later than by chance"
    if check.odds is not None and check.odds > 1:
        assumed = (
            f"was at all times at least {check.odds:g} times as likely to come up next as an excluded one"
        )
    test = (
        f"That fewer than {check.target:.0%} of the includable reports had been found was tested with a test "
        "that stays valid however often it is looked at (a test supermartingale for sampling without "
        "replacement; Ville 1939, Waudby-Smith and Ramdas 2020), assuming that an includable report "
        f"{assumed}. {verdict(check)}"
    )
    if check.stop and check.recall is not None:
        test += f" Under that assumption recall is at least {check.recall:.1%}."
    return test


def both_words(check: StopCheck) -> str:
    """The claim of the two tests that must agree."""
    text = (
        f"That fewer than {check.target:.0%} of the includable reports had been found was tested twice, and "
        "screening was to end only where both tests rejected it: a test that stays valid however often it is "
        "looked at (a test supermartingale for sampling without replacement; Ville 1939, Waudby-Smith and "
        f"Ramdas 2020), assuming that an includable report was at all times at least {check.odds:g} times as "
        "likely to come up next as an excluded one; and an exponential curve through the ranks of those "
        "found (a point process; Stevenson and Bin-Hezam 2023), assuming that it goes on as it went, for "
        f"which repeated looks were not corrected. {verdict(check)}"
    )
    if check.stop and check.recall is not None:
        text += f" As far as either assumption holds, recall is at least {check.recall:.1%}."
    return text


def curve_words(check: StopCheck) -> str:
    """What the fitted curve says: an estimate."""
    if check.most is None or not check.found:
        return "Nothing was included yet, so that no curve can be fitted."
    return (
        "An exponential curve fitted to the ranks of those found (a point process; Stevenson and "
        f"Bin-Hezam 2023) leaves room for at most {check.most - check.found:,} more includable reports "
        f"(one-sided {check.confidence:.0%} prediction bound), a recall of at least "
        f"{check.found / check.most:.1%}. This is an estimate: it holds as far as the curve goes on as it "
        "went, and repeated looks were not corrected for."
    )


def hypergeometric_words(check: StopCheck) -> str:
    """The claim of the published test."""
    return (
        f"That recall was below {check.target:.0%} was tested with the hypergeometric stopping criterion of "
        "Callaghan and Müller-Hansen (2020), which takes the reports screened last for a random sample of "
        f"those left. {verdict(check)} Repeated looks were not corrected for; the criterion counts on the "
        "ranking being better than chance to make up for it."
    )


def verdict(check: StopCheck) -> str:
    """Whether the hypothesis was rejected, with the p-value."""
    p = 1.0 if check.p is None else check.p
    held = f"p = {p:.3f}" if p >= 0.001 else "p < 0.001"
    if check.stop:
        return f"The hypothesis was rejected at {check.confidence:.0%} confidence ({held})."
    return f"The hypothesis was not rejected ({held}): screening should go on."


def sample_words(check: StopCheck) -> str:
    """The claim of a random sample."""
    if check.most is None or check.recall is None:
        return "Nothing was included yet, so that recall cannot be estimated."
    end = "the target was reached" if check.stop else "the target was not shown to be reached"
    return (
        f"The last {check.limit:,} of them were a random sample of those left. At most "
        f"{check.most - check.found:,} more includable reports are left (exact one-sided "
        f"{check.confidence:.0%} bound), a recall of at least {check.recall:.1%}: {end} ({check.target:.0%})."
    )


def consecutive_words(check: StopCheck) -> str:
    """What the heuristic says, and that it claims nothing."""
    seen = "were" if check.stop else "were not"
    return (
        f"The last {check.limit:,} reports {seen} all excluded. This is a heuristic: no recall can be "
        "claimed from it."
    )
