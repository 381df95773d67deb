"""One module per flavour of template: the table of its builders, and how they are put together."""
