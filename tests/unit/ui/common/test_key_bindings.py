from textual.binding import Binding

from tui.ui.common.key_bindings import bindings


def test_bindings_can_be_given_other_keys() -> None:
    for binding in bindings("list"):
        assert isinstance(binding, Binding)
        assert binding.id == binding.action
