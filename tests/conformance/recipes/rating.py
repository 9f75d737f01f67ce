"""Rating recipes: scores of a city in which nothing happened yet."""

from tests.conformance.recipes.asking import Recipes

BASE = "/api/ratings"

RATINGS: Recipes = {
    ("get", BASE, 200): lambda asked: asked.world.operator.get(BASE, {"period": "2026-10", "kind": "system"}),
}
