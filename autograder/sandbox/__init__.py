"""Run a submission where it can do no harm, and talk to it through a pipe."""

from autograder.sandbox.calls import ExerciseCalls
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox, Session, SessionLost

__all__ = ["ExerciseCalls", "Limits", "Sandbox", "Session", "SessionLost"]
