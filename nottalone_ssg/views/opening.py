"""Opening hours as a script reads them: `Hours` become a short text that assets/js/opening.js can say "open now" from.

    mon-fri 9:00-17:00, not bank holidays   ->   -01234 540-1020
    mon 9:00-12:00; sat                     ->   ?0 540-720,5
    always; by appointment                  ->   *; a

A sign says whether bank holidays count (+ they do, - they don't, ? it is not known); a span is its days, Monday as 0,
and the minutes after midnight. Nothing known is "", for which the script says nothing.
"""

from nottalone_ssg.model.hours import Hours, Span

_SIGNS = {"open": "+", "closed": "-", "unknown": "?"}


def for_script(hours: Hours | None) -> str:
    """The hours of a contact. Who sees people by appointment is not "open" at any hour: that is all we say."""
    if hours is None:
        return ""
    if hours.always:
        return "*"
    if hours.by_appointment:
        return "a"
    return _SIGNS[hours.bank_holidays] + ",".join(map(_span, hours.spans))


def _span(span: Span) -> str:
    days = "".join(map(str, span.days))
    return days if span.opens is None else f"{days} {span.opens}-{span.closes}"
