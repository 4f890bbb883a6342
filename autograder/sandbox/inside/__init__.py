"""What runs inside the sandbox: it imports NumPy, IPython and `course`, nothing more.

The trusted side shares `wire` and `course.codec` with it and trusts neither's content.
"""
