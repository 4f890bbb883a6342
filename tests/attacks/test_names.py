"""A file's name puts work nowhere but into its own student's folder."""

import pytest

from tests.courses import make_course, run

pytestmark = [pytest.mark.sandbox, pytest.mark.slow]
TIME, LATER = "2026-11-20-10-00-00", "2027-01-01-00-00-00"
OLD = r"""
c = get_config()
c.ZipCollectApp.collector_plugin = "nbgrader.plugins.FileNameCollectorPlugin"
c.FileNameCollectorPlugin.named_regexp = (
    r"(.*_)?(?P<student_id>[^_]+)_attempt_(?P<timestamp>[0-9-]+)"
    r"_(?P<file_id>\w+)\.ipynb"
)
"""
# What the platform names it, and who wrote it.
HONEST = {
    f"01_bob_attempt_{TIME}_neuron.ipynb": "bob",
    f"01_ada_l_attempt_{TIME}_neuron (1).ipynb": "ada_l",
    f"01_cai_attempt_{TIME}_neuron-1.ipynb": "cai",
    f"01_dan_attempt_{TIME}_neuron.ipynb": "dan",
    f"01_dan_attempt_{TIME}/__MACOSX/._neuron.ipynb": "resource fork",
    f"01_dan_attempt_{TIME}/._neuron.ipynb": "resource fork",
}
EVES = f"01_eve_attempt_{TIME}"
HOSTILE = {
    "another student's name": f"{EVES}_x_bob_attempt_{LATER}_neuron.ipynb",
    "a name that leads outside": f"{EVES}_x_.._attempt_{LATER}_neuron.ipynb",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = make_course(tmp_path_factory.mktemp("names") / "course")
    assert run(root, "backprop", "release", "01").returncode == 0
    archive = root / "classroom/downloaded/01/archive"
    for name, who in {**HONEST, **dict.fromkeys(HOSTILE.values(), "eve")}.items():
        (archive / name).parent.mkdir(parents=True, exist_ok=True)
        (archive / name).write_text(who)
    return root


def collected(course):
    done = run(course, "nbgrader", "zip_collect", "01", "--force")
    assert done.returncode == 0, done.stderr
    folder = course / "classroom"
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in folder.rglob("*.ipynb")
        if "downloaded" not in path.parts
    }


@pytest.mark.parametrize("name", HOSTILE)
def test_the_platforms_own_words_decide(name, course, record_property):
    found = collected(course)
    wanted = {
        f"submitted/{who}/01/neuron.ipynb": who
        for who in HONEST.values()
        if who != "resource fork"
    }
    eves = {path: who for path, who in found.items() if who == "eve"}
    assert {path: who for path, who in found.items() if who != "eve"} == wanted
    assert all(path.startswith("submitted/eve/01/") for path in eves)
    row = (
        "file names",
        name,
        "nothing",
        "as it was",
        "in the folder of its own student",
    )
    record_property("attack", row)


def test_with_nbgraders_own_collector_they_reach_another_folder(course):
    config = course / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    config.write_text(text + OLD, encoding="utf-8")
    found = collected(course)
    config.write_text(text, encoding="utf-8")
    assert found["submitted/bob/01/neuron.ipynb"] == "eve"
    assert "01/neuron.ipynb" in found or "submitted/../01/neuron.ipynb" in found
