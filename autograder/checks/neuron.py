"""How the exercises of chapter 01 are judged."""

from autograder.checks.model import Chapter

CHAPTER = Chapter(
    number="01",
    module="neuron",
    title="One neuron: the chain rule in action",
    checks=(),
    answers={"why_saturated_neurons_learn_slowly": 2.0},
)
