"""Run a submission where it can do no harm, and talk to it through a pipe."""
