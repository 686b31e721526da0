"""Frameworks, errata and factoring before torch is there: words and numbers first, charts later."""

from dsviz.content import label
from dsviz.errata import CLAIMS
from dsviz.ui.shell import engine


def captions(app):
    return [each.value for each in app.caption]


def test_frameworks_shows_numpys_tensor(visit, not_loaded_yet):
    app = visit("Frameworks")
    assert not app.exception
    words = "\n".join(each.value for each in app.markdown)
    assert label("frameworks.result", shape="2 × 3 × 3", engine="NumPy") in words


def test_claims_about_networks_wait_and_the_others_do_not(visit, not_loaded_yet):
    app = visit("Sources_and_errata")
    assert not app.exception
    waiting = sum(claim.torch for claim in CLAIMS)
    assert captions(app).count(label("errata.waiting")) == waiting
    words = "\n".join(each.value for each in app.markdown)
    computed = sum(not claim.torch and not claim.tested for claim in CLAIMS)
    assert label("errata.count", count=len(CLAIMS), holding=computed) in words
    not_loaded_yet.load()
    app.run()
    assert label("errata.waiting") not in captions(app)


def test_charts_of_factoring_wait_and_its_numbers_do_not(visit, served):
    app = visit("What_factoring_costs")
    assert not app.exception
    assert captions(app).count(label("result.drawing")) == 7
    assert len(app.dataframe[0].value) == 9
    served.load()
    app.session_state[engine.PAINTED] = True
    app.run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 7
