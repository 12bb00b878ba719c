"""``python -m a11ylint``."""

from a11ylint.cli import main

if __name__ == "__main__":  # not where a process that lints for this one looks into it
    main(prog_name="a11ylint")
