"""What is remembered of the words of an article ends with it."""

from __future__ import annotations

import gc

from kg.model.tree import Doc
from kg.relate.remembered import forget


def test_of_an_article_that_was_read_nothing_but_what_it_says_is_held(say):
    forget()  # what tests before this one asked of words alone
    gc.collect()
    before = sum(type(one) is Doc for one in gc.get_objects())
    assert say("Germany accused France of breaking the agreement, Angela Merkel said in Paris on Monday.")
    gc.collect()
    assert sum(type(one) is Doc for one in gc.get_objects()) == before
