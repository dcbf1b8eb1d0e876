"""The private parts of other packages that the program uses: each is named where it is gone.

pyproject.toml has upper bounds for both packages. Whoever raises one sees here what breaks.
"""

import inspect
from importlib import import_module

import pytest
from textual.drivers.linux_driver import LinuxDriver

PARTS = [
    ("tui.compat.node_parts", "textual.message_pump", "MessagePump._get_dispatch_methods"),
    ("tui.compat.terminal_driver", "textual._parser", "ParseError"),
    ("tui.compat.terminal_driver", "textual._xterm_parser", "XTermParser.feed"),
    ("tui.compat.terminal_driver", "textual._xterm_parser", "XTermParser.tick"),
    ("tui.compat.literal_text", "textual.content", "Content.from_markup"),
    ("tui.compat.removed_widgets", "textual.screen", "Screen._forward_event"),
    ("tui.compat.toast_timers", "textual.widgets._toast", "Toast._on_mount"),
    ("tui.library.watching.watch_worker", "watchfiles._rust_notify", "RustNotify.watch"),
    ("tui.library.watching.watch_worker", "watchfiles._rust_notify", "RustNotify.close"),
]
"""The module that uses a part, the module that has it, and its name there."""


@pytest.mark.parametrize(("user", "module", "name"), PARTS)
def test_each_private_part_is_there(user: str, module: str, name: str) -> None:
    import_module(user)
    part = import_module(module)
    for each in name.split("."):
        assert hasattr(part, each), f"{user} uses {module}.{name}, which is gone"
        part = getattr(part, each)


@pytest.mark.parametrize(
    "name",
    ["_app", "_auto_restart", "_debug", "_file", "_loop", "_must_signal_resume", "_writer_thread"],
)
def test_the_driver_has_each_attribute_that_ours_uses(name: str) -> None:
    source = "".join(
        inspect.getsource(kind) for kind in LinuxDriver.__mro__ if "textual" in kind.__module__
    )
    assert f"self.{name}" in source, f"tui.compat.terminal_driver uses {name}, which is gone"
