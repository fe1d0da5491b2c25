"""The command line. Only click is imported until a command runs."""

import gc
import io
import os
import sys
from contextlib import suppress
from importlib import import_module

import click

COMMANDS = {
    "plan": ("planning", "The plan for a child or a group."),
    "today": ("planning", "At most three activities for one day."),
    "check": ("checking", "What motorplan understood of a file, or all that is wrong."),
    "why": ("checking", "Why an activity is, or is not, in the plan."),
    "edit": ("editing", "Change the plan in force: lock, unlock, swap, move, remove, add."),
    "diff": ("editing", "What changed between two plans, and why."),
    "group": ("groups", "Groups of children: suggest."),
    "place": ("placing", "The fewest questions that place a child."),
    "log": ("noting", "What was done, and how it went."),
    "journal": ("journal", "What was entered for a child: show, export, import, verify, backup."),
    "new": ("asking", "Make a child file by asking."),
    "caseload": ("caseload", "A folder of children: plan."),
    "skills": ("skills", "The skill graph: list, show, path, draw, export and questions to it."),
    "activities": ("browsing", "The activities: list, show, new, coverage."),
    "words": ("browsing", "The closed lists with their meanings."),
    "schema": ("browsing", "The JSON Schema of a file."),
}
WRONG, INTERRUPTED = 1, 130


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks for it
        """Return the commands in the order of their use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click asks for it
        """Return the command, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"motorplan.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command, or fail with the one that is spelled most like it."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from motorplan.errors import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or "See them with: motorplan --help"
            ctx.fail(f"No such command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click asks for it
        """Write the list of commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="motorplan", message="motorplan %(version)s")
def cli() -> None:
    """
    Plan fine- and gross-motor activities for a child.

    Ideas, not medical advice. Begin with: motorplan new otter.toml
    """


def main(arguments: list[str] | None = None) -> None:
    """
    Run the command line and leave with its exit code.

    One command is one short process: there is nothing worth collecting while it runs, nor
    worth taking apart when it ends.
    """
    gc.disable()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, io.StringIO())
    code = run(arguments)
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; return 0, 1, 2, 3, 70 or 130 as the contract says."""
    try:
        code = cli.main(args=arguments, prog_name="motorplan", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        click.echo(f"motorplan: the answer cannot be written: {error.strerror}", err=True)
        return WRONG
    except Exception as error:  # noqa: BLE001 - the last door: nothing gets out as a traceback
        return _answer(error)
    return code if isinstance(code, int) else 0


def _answer(error: Exception) -> int:
    """Say what went wrong and return the exit code for it."""
    from motorplan.errors import Defect, FileProblems, MotorplanError, Unforeseen

    if isinstance(error, FileProblems):
        for problem in error.problems:
            click.echo(str(problem), err=True)
        return error.exit_code
    known = error if isinstance(error, MotorplanError) else Unforeseen.of(error)
    click.echo(f"motorplan: {known}", err=True)
    if isinstance(known, Defect | Unforeseen):
        ask_for_report()
    return known.exit_code


def ask_for_report() -> None:
    """Say how to report a mistake of motorplan, without anything of a child."""
    click.echo(
        "Please report this line and the version (motorplan --version). Leave the child file out.",
        err=True,
    )
