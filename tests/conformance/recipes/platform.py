"""Platform recipes: the addresses under /api."""

from tests.conformance.recipes.asking import Recipes, getting

PLATFORM: Recipes = {
    ("get", "/api/openapi.json", 200): getting("/api/openapi.json"),
    ("get", "/api/identify", 200): getting("/api/identify", "?text=01069012340000161012"),
    ("get", "/api/trace", 200): getting("/api/trace", "?code=urn:epc:id:sgtin:6901234.000001.PIG1"),
    ("get", "/api/flows", 200): getting("/api/flows", "?code=urn:epc:id:sgtin:6901234.000001.PIG1"),
    ("get", "/api/flows", 404): getting("/api/flows", "?code=0"),
    ("get", "/api/rules/status", 200): getting("/api/rules/status"),
    ("get", "/api/trace", 404): getting("/api/trace", "?code=0"),
}
