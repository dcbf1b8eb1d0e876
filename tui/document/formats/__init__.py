"""Documents of formats other than HTML and Markdown."""
