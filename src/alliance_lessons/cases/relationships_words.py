"""The words from which the tables of `relationships` are drawn. All of it is invented."""

# --- Table 1: facts that were passed on ---
PASSED_ON = (
    "Failure rate of a valve type",
    "Date of the next release",
    "Name of a possible supplier",
    "Draft of a training plan",
    "Result of a pressure test",
    "Plan for a second test bench",
    "Order of the next ten sites",
)
GIVERS = (  # who gave a fact, somebody above them, and the other firm
    ("Noor Haldane", "Sefa Amundsen", "Norrvane"),
    ("Jun Arkwright", "Dario Whitcombe", "Norrvane"),
    ("Kit Brandvold", "Ines Okoro", "Tallowmere"),
    ("Ines Okoro", "Mirela Tan", "Tallowmere"),
)
RECEIVERS = ("a planner", "a tester", "a trainer", "a buyer", "a team leader")  # of that firm

# --- Table 2: statements, and the record of each ---
STATEMENTS = (
    ("{} sensors at Mill Street are calibrated", "calibration log: {} sensors calibrated"),
    ("The night crew has had {} hours of training", "training register: {} hours"),
    ("{} alarms were tested last week", "test log: {} alarms tested"),
    ("The update runs on {} stations", "install log: {} stations"),
    ("{} valves left our store for you", "stores register: {} valves sent"),
    ("{} of our people have read your report", "access log of the report: {} readers"),
)

# --- Table 3: promises ---
PROMISED = (
    "The drawings of the valve cover",
    "A second run of the test",
    "The list of alarm texts",
    "Access to the test server",
    "A reply on the sensor order",
    "Two spare sensors",
    "A room for the training",
    "The report on the burst pipe",
    "The names of the new contacts",
)

# --- Table 4: talks, by the network they serve ---
TALKS = {
    "operational": (
        "the hours of a crew next week",
        "an alarm that would not clear",
        "a late delivery of cables",
        "who opens the test room on Friday",
        "a mistake in last week's report",
        "the next update at two sites",
        "a form that the store needs",
    ),
    "personal": (
        "how you came across in a hard meeting",
        "which course would help you most",
        "your own next job",
        "how you could learn to say no",
        "an honest word on your last talk",
        "whether you work too many hours",
        "a mentor for your first years in this role",
    ),
    "strategic": (
        "which markets the firm wants in three years",
        "who will back Lanternfish in the next budget",
        "what rivals may offer in two years",
        "where the board sees heating after gas",
        "what a new law may change for both firms",
        "which customers to win after Marrowby",
        "whether the owners still want alliances",
    ),
}
PEOPLE = (
    "Crew planner, Norrvane",
    "Assistant to the chief executive, Tallowmere",
    "Tester, Tallowmere",
    "Store clerk, Norrvane",
    "Member of the board, Norrvane",
    "Field engineer, Norrvane",
    "Head of sales, Tallowmere",
    "Data analyst, Tallowmere",
    "Head of strategy, Norrvane",
    "Driver, Norrvane",
    "Trainer, Tallowmere",
    "Lawyer, Norrvane",
)

# --- Table 5: who turned to whom ---
HELPED = (
    "Ines Okoro",
    "Kit Brandvold",
    "Lou Vantner",
    "Noor Haldane",
    "Jun Arkwright",
    "Dario Whitcombe",
)
ENDS = ("the night crew", "the software desk")
LEAVES = ("the test room", "the training team")
ABOUT = (
    "a sensor that lies",
    "a lost password",
    "a drawing of a valve",
    "an alarm at night",
    "the plan of shifts",
    "a gap in the data",
    "a spare part",
    "a map of a site",
    "a question from Marrowby",
    "a key to a station",
    "a fault in the software",
)

# --- Table 6: events, and what they are under clauses 4 and 5 ---
EVENTS = {
    "kept": ("kept", "does what it promised by the day it named"),
    "moved": ("kept", "tells a new day four days before the old one, and meets the new day"),
    "told late": ("broken", "tells a new day on the eve of the old one, and meets the new day"),
    "late": ("broken", "does what it promised two days late, without a word before"),
    "slip": ("slip", "says something untrue, and opens the record only afterwards"),
    "deceit": ("deceit", "says something untrue, with the record opened the day before"),
}

# --- Table 8: facts that Tallowmere asks for ---
FACTS = "RSTUVW"
OFFICE = "the alliance office"
OFFICE_FACTS = (
    "Your plan for the visits of month 9",
    "Your list of open tasks",
    "What you learned from the failed update",
    "Your draft for the next joint meeting",
    "What the alliance office spends on training",
)
ELSEWHERE = (  # facts that are not the alliance manager's to share
    ("Who of the crews is on nights in month 9", "the crews"),
    ("Marrowby's readings of last winter", "a customer"),
    ("What the stand-by clause allows Norrvane", "a contract"),
    ("The price Norrvane will ask of two utilities", "prices"),
)
