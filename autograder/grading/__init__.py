"""From a submission to grades: rebuild it, run it, judge it, write it down."""
