"""The case of the assignment `rights`: month 14 of Project Lanternfish, drawn from a variant.

All firms and figures are invented. Each learner has numbers of their own; how a table is
built is the same for all, so that no draw is harder than another. `rights_draw` says how.
"""

from dataclasses import dataclass

from alliance_lessons.cases.table import Table


@dataclass(frozen=True)
class Request:
    """A request from Tallowmere; `days` is how long Norrvane has to answer it."""

    key: str
    asks: str
    kind: str
    touches: str
    received: int
    days: int
    cost: int
    notice: int


@dataclass(frozen=True)
class Courtesy:
    """A right that one of the firms has waived: how, until when, and by whom."""

    key: str
    courtesy: str
    waived_by: str
    form: str
    last_day: str
    agreed_by: str


@dataclass(frozen=True)
class Grant:
    """A right to sell in an area, as it stands in the list of one of the firms."""

    area: str
    kept_by: str
    partner: str
    right: str
    first: int
    last: int


@dataclass(frozen=True)
class Complaints:
    """Complaints from an area in six months before month 7 and in six months after it."""

    area: str
    free_visits: bool
    before: int
    since: int


@dataclass(frozen=True)
class Order:
    """An order of spare pumps for a site."""

    key: str
    site: str
    received: int
    second_source: bool
    pumps: int


@dataclass(frozen=True)
class Hours:
    """Hours of work in a month that one firm gave the other without an invoice."""

    month: int
    given: int
    received: int


@dataclass(frozen=True)
class Package:
    """A way to settle the year, with its yearly result for each firm."""

    key: str
    norrvane: int
    tallowmere: int


@dataclass(frozen=True)
class Quarter:
    """What Norrvane plans to do in a quarter: waive or enforce."""

    key: str
    norrvane: str


@dataclass(frozen=True)
class RightsCase:
    """The tables of one learner, as rows; `cost` and `benefit` belong to the model."""

    requests: tuple[Request, ...]
    courtesies: tuple[Courtesy, ...]
    grants: tuple[Grant, ...]
    complaints: tuple[Complaints, ...]
    orders: tuple[Order, ...]
    hours: tuple[Hours, ...]
    packages: tuple[Package, ...]
    quarters: tuple[Quarter, ...]
    cost: int
    benefit: int

    def tables(self) -> dict[str, Table]:
        """The tables by their names, with the words above their columns."""
        return {
            "requests": Table(
                "Table 4. Six requests from Tallowmere, month 14",
                {
                    "key": "Request",
                    "asks": "Tallowmere asks for",
                    "kind": "Kind",
                    "touches": "Touches",
                    "received": "Received on day",
                    "days": "Days to answer",
                    "cost": "Cost to Norrvane, k€ a quarter",
                    "notice": "Notice given, days",
                },
                self.requests,
            ),
            "courtesies": Table(
                "Table 2. Six courtesies that are in use",
                {
                    "key": "Courtesy",
                    "courtesy": "What is allowed",
                    "waived_by": "Who waives",
                    "form": "Form",
                    "last_day": "Lasts until",
                    "agreed_by": "Comes from",
                },
                self.courtesies,
            ),
            "grants": Table(
                "Table 3. Rights to sell, from both lists",
                {
                    "area": "Area",
                    "kept_by": "In the list of",
                    "partner": "Sales partner",
                    "right": "Right",
                    "first": "From start of month",
                    "last": "To end of month",
                },
                self.grants,
            ),
            "complaints": Table(
                "Table 1. Complaints before and since month 7",
                {
                    "area": "Area",
                    "free_visits": "Free visits since month 7",
                    "before": "Complaints, months 1 to 6",
                    "since": "Complaints, months 8 to 13",
                },
                self.complaints,
            ),
            "orders": Table(
                "Table 5. Orders of spare pumps, month 14",
                {
                    "site": "Site",
                    "received": "Order received on day",
                    "second_source": "Second heat source",
                    "pumps": "Pumps ordered",
                },
                self.orders,
            ),
            "hours": Table(
                "Table 6. Hours given and received without an invoice",
                {
                    "month": "Month",
                    "given": "Hours Norrvane gave",
                    "received": "Hours Norrvane received",
                },
                self.hours,
            ),
            "packages": Table(
                "Table 7. Six packages for next year",
                {
                    "key": "Package",
                    "norrvane": "Result for Norrvane, k€ a year",
                    "tallowmere": "Result for Tallowmere, k€ a year",
                },
                self.packages,
            ),
            "quarters": Table(
                "Table 8. Norrvane's plan for seven quarters. "
                f"In this model a waiver costs the firm that waives {self.cost} k€ "
                f"and brings the other firm {self.benefit} k€",
                {"key": "Quarter", "norrvane": "Norrvane"},
                self.quarters,
            ),
        }
