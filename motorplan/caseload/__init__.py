"""Many children: their plans, over any number of workers."""
