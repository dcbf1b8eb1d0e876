"""The command palette: every command by its words."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.commands import COMMANDS, Command, carry_out, keys_of


class CommandProvider(Provider):
    """Offers every command of the program."""

    async def discover(self) -> Hits:
        """Offer all commands before anything is typed."""
        for command in COMMANDS:
            yield DiscoveryHit(self._words(command), partial(self._run, command))

    async def search(self, query: str) -> Hits:
        """Offer the commands whose words match."""
        matcher = self.matcher(query)
        for command in COMMANDS:
            if (score := matcher.match(command.name)) > 0:
                yield Hit(score, matcher.highlight(command.name), partial(self._run, command))

    def _words(self, command: Command) -> str:
        keys = keys_of(command, self.app._keymap)
        return f"{command.name}  ({', '.join(keys)})" if keys else command.name

    async def _run(self, command: Command) -> None:
        await carry_out(command, self.focused or self.screen)
