"""Attacks by what the cells say: hooks, patches, objects that lie, made-up results."""

from tests.attacks.model import LIE, Attack

HOOKS = {
    "an AST transformer empties later cells": """
import ast
class Empty(ast.NodeTransformer):
    def visit_Module(self, node):
        node.body = []
        return node
get_ipython().ast_transformers.append(Empty())
""",
    "an input transformer replaces later cells": """
get_ipython().input_transformers_post.append(lambda lines: ["4.0\\n"])
""",
    "a hook before each cell raises": """
def stop(*_):
    raise SystemExit
get_ipython().events.register("pre_run_cell", stop)
""",
    "a hook after each cell defines the checks": """
def passed(*_):
    get_ipython().user_ns["check"] = lambda name: 4.0
get_ipython().events.register("post_run_cell", passed)
""",
    "run_cell is patched": """
shell = get_ipython()
type(shell).run_cell = lambda self, *a, **k: type("R", (), dict(
    success=True, error_in_exec=None, error_before_exec=None, result=4.0))()
""",
    "a trace function rewrites locals": """
import sys
def trace(frame, event, arg):
    for name in ("points", "passed", "score", "value", "want", "got"):
        if name in frame.f_locals:
            frame.f_locals[name] = 4.0
    return trace
sys.settrace(trace)
""",
    "a profile function": "import sys\nsys.setprofile(lambda *a: None)",
    "an import hook": """
import sys
class Finder:
    def find_spec(self, name, path=None, target=None):
        raise SystemExit(0)
sys.meta_path.insert(0, Finder())
""",
    "an exception hook that hides errors": """
get_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)
""",
    "a display hook that shows points": """
import sys
hook = get_ipython().displayhook
type(hook).__call__ = lambda self, result=None: print("4.0")
""",
    "an exit handler that prints points": """
import atexit
atexit.register(lambda: print("4.0"))
""",
    "garbage collection runs code": """
import gc
gc.callbacks.append(lambda *a: (_ for _ in ()).throw(SystemExit))
""",
    "an audit hook that stops everything": """
import sys
def refuse(event, args):
    if event == "compile":
        raise RuntimeError(event)
sys.addaudithook(refuse)
""",
}

PATCHES = {
    "assert_allclose does nothing": """
import numpy as np
np.testing.assert_allclose = lambda *a, **k: None
""",
    "allclose and array_equal say yes": """
import numpy as np
np.allclose = np.array_equal = np.isclose = lambda *a, **k: True
np.abs = np.max = np.linalg.norm = lambda *a, **k: 0.0
""",
    "builtins say yes": """
import builtins
builtins.all = builtins.any = builtins.isinstance = lambda *a: True
builtins.abs = lambda x: 0.0
""",
    "the students' check says yes": """
import course
course.check = check = lambda name: 4.0
""",
    "the comparison is patched": """
import course.compare
course.compare.examine = lambda *a, **k: None
""",
    "the codec sends something else": """
import course.codec
from inside import wire
wire.pack = course.codec.pack = lambda value: b"\\0\\0\\0\\2[]"
""",
    "numpy's exp is patched": """
import numpy as np
np.exp = lambda x: 1.0
""",
    "the server's own functions are patched": """
from inside import serve
serve._call = lambda function, args: {"value": 4.0, "args": args, "warned": []}
""",
    "the server says that nothing was wrong": """
from inside import serve
serve._call = lambda function, args: {"passed": True, "points": 4.0}
""",
}


def returning(value: str, before: str = "") -> str:
    return f"import numpy as np\n{before}\ndef sigmoid(z):\n    return {value}"


LIARS = {
    "an array that equals everything": returning(
        "np.ones(z.shape).view(Equal)",
        "class Equal(np.ndarray):\n"
        "    __eq__ = __ge__ = __le__ = lambda self, other: np.True_\n"
        "    __sub__ = __rsub__ = lambda self, other: np.zeros(self.shape)\n",
    ),
    "an array that answers functions itself": returning(
        "np.ones(z.shape).view(Answers)",
        "class Answers(np.ndarray):\n"
        "    __array_function__ = lambda self, *a, **k: True\n"
        "    __array_ufunc__ = lambda self, *a, **k: np.True_\n",
    ),
    "a number that becomes another": returning(
        "Number()",
        "class Number(float):\n"
        "    __float__ = lambda self: 0.5\n    __eq__ = lambda *a: True\n",
    ),
    "an object that is an array when asked": returning(
        "Asked()",
        "class Asked:\n"
        "    __class__ = np.ndarray\n    shape = (4,)\n    dtype = np.dtype(float)\n"
        "    __array__ = lambda self, *a, **k: np.ones(4)\n",
    ),
    "a masked array": returning("np.ma.masked_all(z.shape)"),
    "an array of objects that agree": returning(
        "np.full(z.shape, Yes())",
        "class Yes:\n    __eq__ = __le__ = lambda *a: True\n"
        "    __sub__ = __rsub__ = __abs__ = lambda self, *a: self\n",
    ),
    "a structured array": returning("np.zeros(z.shape, [('x', float)])"),
    "a dict that lies": returning(
        "D()", "class D(dict):\n    __eq__ = lambda *a: True\n"
    ),
    "a string subclass": returning(
        "S('x')", "class S(str):\n    __eq__ = lambda *a: True\n"
    ),
    "an object whose pickle runs code": returning(
        "P()",
        "class P:\n    def __reduce__(self):\n        import os\n"
        "        return os.system, ('touch CANARY/pwned',)\n",
    ),
    "an object that raises when printed": returning(
        "R()",
        "class R:\n    def __repr__(self):\n        raise SystemExit\n"
        "    __str__ = __repr__\n",
    ),
    "an error whose text raises": """
class E(Exception):
    def __str__(self):
        raise SystemExit
def sigmoid(z):
    raise E
""",
    "an array a terabyte large by strides": returning(
        "np.lib.stride_tricks.as_strided(np.ones(1), (10**12,), (0,))"
    ),
    "bounds that hold everything": returning(
        "Between(np.full(z.shape, -np.inf), np.full(z.shape, np.inf))",
        "from course.codec import Between",
    ),
    "a property that everything has": returning(
        "Property('anything')", "from course.codec import Property"
    ),
    "a name of a function instead of a value": returning(
        "Reference('sigmoid', (z,))", "from course.codec import Reference"
    ),
    "a seed instead of a value": returning("Seed(1)", "from course.codec import Seed"),
    "a generator": returning("(x for x in z)"),
    "a list nested too deeply": returning(
        "deep",
        "deep = []\nfor _ in range(10**5):\n    deep = [deep]\n",
    ),
    "a list that holds itself": returning("loop", "loop = []\nloop.append(loop)\n"),
}

RESULTS = {
    "nan": returning("z * np.nan"),
    "infinity": returning("np.full(z.shape, np.inf)"),
    "1e9": returning("np.full(z.shape, 1e9)"),
    "the points": returning("4.0"),
    "a sentence": returning("'full points'"),
    "nothing": returning("None"),
    "the argument, changed": "def sigmoid(z):\n    z[...] = 0\n    return z",
    "too many numbers": returning("np.ones(10**6)"),
    "complex numbers": returning("z * 1j"),
    "numbers with little precision": returning("(z * 0).astype(np.float16)"),
    "points shown as a result": LIE + "\n4.0",
    "a score printed for nbgrader": LIE + '\nprint(\'{"score": 4.0, "max": 4.0}\')',
}

SLOPES = {
    "central differences": """
def sigmoid_prime(z):
    h = 1e-5
    return (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)
""",
    "one-sided differences": """
def sigmoid_prime(z):
    return (sigmoid(z + 1e-8) - sigmoid(z)) / 1e-8
""",
    "differences of a function of its own": """
def sigmoid_prime(z):
    import numpy as np
    h = np.cbrt(np.finfo(float).eps) * np.maximum(1, np.abs(z))
    up, down = z + h, z - h
    return (1 / (1 + np.exp(-up)) - 1 / (1 + np.exp(-down))) / (up - down)
""",
    "a call to PyTorch": """
def sigmoid_prime(z):
    import torch
    x = torch.tensor(z, requires_grad=True)
    torch.sigmoid(x).sum().backward()
    return x.grad.numpy()
""",
    "a call to autograd": """
def sigmoid_prime(z):
    from autograd import elementwise_grad
    return elementwise_grad(lambda x: 1 / (1 + np.exp(-x)))(z)
""",
    "a call to JAX": """
def sigmoid_prime(z):
    import jax
    return jax.vmap(jax.grad(jax.nn.sigmoid))(z)
""",
}

ATTACKS = [
    *(
        Attack("differences", name, source, target="sigmoid_prime", rest=True)
        for name, source in SLOPES.items()
    ),
    *(Attack("hooks", name, before=source) for name, source in HOOKS.items()),
    *(Attack("patches", name, before=source) for name, source in PATCHES.items()),
    *(Attack("objects that lie", name, source) for name, source in LIARS.items()),
    *(Attack("made-up results", name, source) for name, source in RESULTS.items()),
]
