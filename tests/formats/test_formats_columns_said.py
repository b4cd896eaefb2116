"""A table's columns: what is not read is named, so that nobody misses the authors later."""

from slr.formats.registry import read_export


def hint(header: str, row: str) -> str:
    (found,) = [
        f for f in read_export(f"{header}\n{row}\n".encode(), file="x.csv").findings if f.code == "I301"
    ]
    return found.hint


def test_columns_that_are_not_read_are_named() -> None:
    said = hint("Title,Qui,DOI,Mystery  column", "One,Roe,10.5555/a,2")
    assert said == "Not read, kept in the raw fields: Qui, Mystery column (--columns names them)."
    assert hint("Title,Authors,Year", "One,Roe,2001") == ""


def test_of_many_the_first_are_named_and_the_others_counted() -> None:
    said = hint("Title,Authors," + ",".join(f"mystery {n}" for n in range(20)), "One,Roe" + ",x" * 20)
    assert "mystery 11 and 8 more" in said and "mystery 12" not in said
