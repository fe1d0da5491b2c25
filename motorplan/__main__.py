"""``python -m motorplan``."""

from motorplan.cli import main

if __name__ == "__main__":
    main()
