"""Checks the arithmetic of a Cordon result without Cordon: python3 check_result.py result.json

The result must have its lines (include=lines, or --lines); docs/replay.md describes the document.
Exit code 0: everything comes out again; 1: what is printed differs; 2: the document cannot be read."""
import json, sys

ROLES = {
    "times": lambda x: x, "divided-by": lambda x: 1 / x, "times-complement": lambda x: 1 - x,
    "divided-by-complement": lambda x: 1 / (1 - x), "times-loss-ratio": lambda x: x / (1 - x),
}

def hot(c, v):
    v = min(max(v, c["minSpeedKmPerH"], 1.0), c["maxSpeedKmPerH"]) if "minSpeedKmPerH" in c else v
    above = c["alpha"] * v * v + c["beta"] * v + c["gamma"] + c["delta"] / v
    below = c["epsilon"] * v * v + c["zeta"] * v + c["eta"]
    return above / below * (1 - c["reductionShare"]) * c["factor"]

def cold(c, celsius, km):
    fitted = min(km, c["longestTripKm"])
    line = c["share"] - c["sharePerKm"] * fitted - (c["sharePerC"] - c["sharePerKmC"] * fitted) * celsius
    share = min(max(line, 0), 1) if km <= fitted else min(max(line, 0), 1) * fitted / km
    return 1 + share * (max(1, c["ratio"] - c["ratioPerC"] * celsius) - 1)

odd = lambda q, n=1: 0 if n > 41 else 1 / n + q * odd(q, n + 2)
grown, added = lambda y, n=1: 1 if n > 30 else 1 + y / n * grown(y, n + 1), lambda x: added(x[:-1]) + x[-1] if x else 0
ln = lambda x: (ln(x / 2) + 0.6931471805599453 if x > 1.5 else ln(x * 2) - 0.6931471805599453 if x < 0.75
                else 2 * ((x - 1) / (x + 1)) * odd((x - 1) / (x + 1) * ((x - 1) / (x + 1))))
FORMULAS = {
    "constant": lambda c: c["value"], "hot-function": hot, "cold-start-factor": cold, "quotient": lambda c, x, y: x / y,
    "days-of-month": lambda c, x: x * c["daysInMonth"] / c["daysInYear"], "times-constant": lambda c, x: x * c["factor"],
    "complement-times-constant": lambda c, x: (1 - x) * c["factor"], "inside-share": lambda c, l, t: min(1, l / t),
    "over-constant": lambda c, x: x / c["divisor"], "nearest-half-inside": lambda c, x: min(x, c["countedShare"]),
    "nearest-half-outside": lambda c, x: c["countedShare"] - min(x, c["countedShare"]),
    "density-index": lambda c, d, s, r: grown(s * ln(min(max(d, c["leastPerKm2"]), c["mostPerKm2"]) / r)),
    "energy-share-of-volume": lambda c, v, d1, n1, d2, n2: v * d1 * n1 / (v * d1 * n1 + (1 - v) * d2 * n2),
    "blend-mj-per-kg": lambda c, e, n1, n2: 1 / (e / n1 + (1 - e) / n2), "harmonic-mean": lambda c, *x: added(x[::2]) / added([s / v for s, v in zip(x[::2], x[1::2])]),
    "blend-mj-per-l": lambda c, e, d1, n1, d2, n2: 1 / (e / (d1 * n1) + (1 - e) / (d2 * n2)),
}
FIGURES = {  # of a group: the quantities added up, the unit over that of lines, what no product gives
    "co2e": (("co2", "ch4", "n2o", "co2e-unsplit"), 1e-3, 0.0), "energy": (("energy",), 1e-6, None),
    "co2": (("co2",), 1e-3, 0.0), "ch4": (("ch4",), 1e-3, 0.0), "n2o": (("n2o",), 1e-3, 0.0),
    "biogenicCo2": (("biogenic-co2",), 1e-3, 0.0), "wellToTank": (("well-to-tank",), 1e-3, None),
    **{f"{of}Distance": ((f"{of}-distance",), 1, None) for of in ("vehicle", "passenger", "tonne")},
}
GROUPS = {"bySubSector": "subSector", "bySector": "sector", "byMode": "mode", "byScope": "scope",
          "byCarrier": "carrier", "byFlow": "flow"}

def check(document, report):
    lines, parameters = document["lines"], document["parameters"]
    value = {key: parameter["value"] for key, parameter in parameters.items()}
    gwp = {gas: value[key] for gas, key in document["gwpParameters"].items()}

    def near(where, said, found):
        if said != found and (None in (said, found) or abs(said - found) > 1e-12 * max(abs(said), abs(found))):
            report(where, said, found)

    def total(products, name):
        quantities, scale, nothing = FIGURES[name]
        some = [p["value"] * (gwp.get(p["quantity"], 1) if name == "co2e" else 1) for p in products if p["quantity"] in quantities]
        return sum(some) * scale if some else nothing

    def group(where, said, pairs):
        for name, (quantities, _, nothing) in FIGURES.items():
            lacks = lambda of: ({"co2e"} if name == "co2e" else {*quantities}) & {*of.get("unknown", [])}
            figure, beside = said[name] or {"value": None}, where[:7] == "byScope" and (name == "biogenicCo2" or nothing is None)  # no scope
            whole = not any(lacks(line) for line, _ in pairs) and not (beside and "reason" in figure)
            said[name] and whole == ("reason" in figure) and report(f"{where}/{name}", said[name], f"whole: {whole}")
            figure = figure.get("known", {"value": nothing}) if "reason" in figure else figure
            near(f"{where}/{name}", figure["value"], total([product for _, product in pairs], name))
            "lower" in figure and not figure["lower"] <= figure["upper"] and report(f"{where}/{name} lower", figure["lower"], f"at most {figure['upper']}")

    for key, parameter in ((key, one) for key, one in parameters.items() if "rule" in one):
        rule, inputs = parameter["rule"], [value[one] for one in parameter["inputs"]]
        found = FORMULAS[rule["formula"]](rule["constants"], *inputs)
        found == parameter["value"] or report(f"parameter {key}", parameter["value"], found)
    for line in lines:
        for index, product in enumerate(line["products"]):
            found = 1.0
            for term in product["terms"]: found *= ROLES[term["role"]](value[term["parameter"]])
            found == product["value"] or report(f"{line['id']} product {index} ({product['quantity']})", product["value"], found)
        near(f"{line['id']} co2eKg", line["co2eKg"], total(line["products"], "co2e") * 1e3)
    group("totals", document["totals"], [(line, product) for line in lines for product in line["products"]])
    for name, field in GROUPS.items():
        its = {said[field]: [] for said in document[name]}
        for line, product in ((line, product) for line in lines for product in line["products"]):
            of = product.get("scope") if field == "scope" else line.get(field, "not-split")
            its.setdefault(of, []).append((line, product))
        for said in document[name]: group(f"{name}/{said[field]}", said, its.pop(said[field], []))
        for left in its.keys() - {None}: report(f"{name}/{left}", None, "a group")  # energy, distances: no scope

differences = []
try:
    with open(sys.argv[1], encoding="utf-8") as file:
        check(json.load(file, parse_int=float), lambda *one: differences.append(one))
except (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError) as error:
    sys.exit(print(f"not a result with lines: {error!r}", file=sys.stderr) or 2)
for where, said, found in differences:
    print(f"{where}: the document says {said}, recomputed {found}")
sys.exit(print("differs" if differences else "equal") or (1 if differences else 0))
