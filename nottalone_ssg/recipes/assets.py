"""Assets: style sheets and scripts, smaller; everything else as it is."""

from dataclasses import dataclass

from nottalone_ssg.output import Layouts


@dataclass(frozen=True, slots=True)
class AssetIngredients:
    """The bytes of the files that become one, in order."""

    parts: tuple[bytes, ...]


def make_stylesheet(ingredients: AssetIngredients, layouts: Layouts) -> bytes:
    """One style sheet from many, without comments and needless space."""
    import rcssmin

    return str(rcssmin.cssmin("\n".join(part.decode("utf-8-sig") for part in ingredients.parts))).encode()


def make_script(ingredients: AssetIngredients, layouts: Layouts) -> bytes:
    """A script without comments and needless space."""
    return smaller_script("\n".join(part.decode("utf-8-sig") for part in ingredients.parts)).encode()


def smaller_script(text: str) -> str:
    """The script without comments and needless space; a comment that opens with `/*!` is a licence and stays."""
    import rjsmin

    return str(rjsmin.jsmin(text, keep_bang_comments=True))


def copy(ingredients: AssetIngredients, layouts: Layouts) -> bytes:
    """The bytes as they are."""
    return b"".join(ingredients.parts)
