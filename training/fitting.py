"""Logistic regression over named features, as the reader's decisions are trained."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from escale.reader.weights import Weights

__all__ = ["LEAST_ARTICLES", "Row", "fit", "write"]

LEAST_ARTICLES = 2
"""A feature seen in fewer articles says nothing of others."""

Row = tuple[str, tuple[str, ...], bool]
"""An article's id, the features of a choice in it, and whether the choice is right."""


def fit(rows: Sequence[Row], strength: float) -> Weights:
    """The weights of one decision; ``strength`` is the inverse of the L2 penalty. Same rows, same weights."""
    articles = Counter(feature for _, feature in {(id_, f) for id_, features, _ in rows for f in features})
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        [{f: 1.0 for f in features if articles[f] >= LEAST_ARTICLES} for _, features, _ in rows]
    )
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=strength, max_iter=1000, solver="liblinear", random_state=0)
    model.fit(matrix, np.array([label for *_, label in rows]))
    names = vectorizer.get_feature_names_out()
    weights = {str(name): round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return Weights({"": round(float(model.intercept_[0]), 3), **{n: w for n, w in weights.items() if w}})


def write(decisions: Mapping[str, Weights], place: Path) -> None:
    """A model file: ``{decision: {feature: weight}}``, in a fixed order."""
    place.parent.mkdir(exist_ok=True)
    model = {name: dict(weights.of) for name, weights in decisions.items()}
    place.write_text(json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
