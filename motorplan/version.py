"""The version of motorplan, as a literal: looking it up would cost start-up time."""

VERSION = "0.1.0"
