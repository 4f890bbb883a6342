"""The equations that the course was asked to teach, one module a chapter.

Each module has ``EQUATIONS``, a list of (which text and section asked for it, the
heading of the chapter under which it stands, the LaTeX as it stands there).
"""
