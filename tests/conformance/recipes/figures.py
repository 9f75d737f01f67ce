"""Figure recipes: figures of a city in which nothing happened yet."""

from tests.conformance.recipes.asking import Recipes

BASE = "/api/figures"

FIGURES: Recipes = {
    ("get", "/api/plan", 200): lambda asked: asked.world.operator.get("/api/plan"),
    ("get", BASE, 200): lambda asked: asked.world.operator.get(BASE),
    ("get", f"{BASE}/{{name}}", 200): lambda asked: asked.world.operator.get(f"{BASE}/trend", {"since": "2026-01"}),
    ("get", f"{BASE}/{{name}}", 404): lambda asked: asked.world.operator.get(f"{BASE}/weather"),
}
