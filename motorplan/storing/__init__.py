"""Files and journals: read with care, written whole or not at all."""
