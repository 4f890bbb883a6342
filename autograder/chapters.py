"""Which chapters there are, for those who need no more than their names."""

# By the number: the name of its Markdown file, of its notebook, and of its module in
# `solutions`, `autograder.checks`, `autograder.slips` and `autograder.alternatives`.
MODULES = {
    "01": "neuron",
    "02": "forward",
    "03": "losses",
    "04": "deltas",
    "05": "gradcheck",
    "06": "training",
    "07": "learning_rate",
    "08": "momentum",
    "09": "adaptive",
    "10": "depth",
    "11": "engine",
    "12": "convolution",
    "13": "recurrence",
    "14": "attention",
    "15": "capstone",
}
# Their text, from the course's folder.
TEXTS = {number: f"chapters/{number}/{module}.md" for number, module in MODULES.items()}
