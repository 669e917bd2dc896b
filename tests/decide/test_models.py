"""The model of an agent; there is no fallback."""

from __future__ import annotations

import pytest

from revi_docs.decide.errors import UnknownNameError
from revi_docs.decide.models import model_for
from tests.decide.decisions_contract import CONTRACT


@pytest.mark.parametrize(("agent", "model"), [("reader", "small"), ("writer", "large"), ("author", "large")])
def test_the_model(agent: str, model: str) -> None:
    assert model_for(CONTRACT, agent) == model


@pytest.mark.parametrize(
    ("agent", "message"), [("nobody", "there is no agent 'nobody'"), ("idler", "the agent 'idler' has no model")]
)
def test_no_model(agent: str, message: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        model_for(CONTRACT, agent)
    assert str(error.value) == message
