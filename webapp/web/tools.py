"""The tools: pages on which somebody does something with pictures of their own, all in the browser.

A tool `name` is the template `name.html` (extends `_tool.html`), the script `static/pages/name.js`, the style sheet
`static/css/name.css`, the texts `name.title` and `name.lead`, and the icon `name`. It appears in the navigation as soon
as it stands in this list.
"""

TOOLS = ("compare", "similarity", "matching", "analyse", "video", "batch")


def address(name: str) -> str:
    """Return the path of a tool's page."""
    return f"/{name}"
