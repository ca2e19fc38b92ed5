"""The words from which the tables of `culture` are drawn. All of it is invented."""

FIELD, DESK = "Field service", "Support desk"

# --- Table 1: what a team left out ---
INCIDENTS = (
    (FIELD, "Answering a question in the channel"),
    (FIELD, "Saying that a crew would be late"),
    (FIELD, "Telling the desk of a worn valve"),
    (FIELD, "Passing on the readings of a night"),
    (DESK, "Replying to a call after midnight"),
    (DESK, "Phoning the crew about an alarm"),
    (DESK, "Holding a test that was agreed"),
    (DESK, "Answering a note from a crew"),
)

# --- Table 3: what was told, or asked for ---
TROUBLE, CALL = "trouble", "call back"
ELSEWHERE = ("Stores", "Data")  # teams that neither claim is about

# --- Table 4: what both teams count ---
COUNTED = (
    "Calls taken by phone in a week",
    "Drafts shown to the other team in a quarter",
    "Minutes spent on one ticket",
    "Visits to a station in a month",
    "Test alarms in a month",
    "Readings checked by hand in a week",
    "Reports to Marrowby in a quarter",
    "Nights on call in a quarter",
)

# --- Tables 5 and 8: people of both firms ---
PEOPLE = ("Bao", "Ezra", "Luz", "Ola", "Sol", "Tilo")
DOERS = ("Ezra", "Sol", "Tilo", "Wren")
PLACES = (
    "Mill Street",
    "North Quay",
    "Station Hill",
    "Garden Estate",
    "Glassworks",
    "Old Town",
    "the test room",
)

# --- Table 6: lines of two logs ---
TICKETS, DIARY = "Tickets", "Crews' diary"
BEHIND = 60  # minutes by which the ticket system's clock is slow
AT_THE_DESK = (
    "The agent asks a colleague about it",
    "The agent looks at last week's curve",
    "The agent writes to Marrowby",
)
WITH_THE_CREW = (
    "The crew calls the desk",
    "The crew sets out",
    "The crew is at the station and looks",
)

# --- Table 7: what there is to know, and two names for it ---
FIELDS = (
    ("Where it is", "Site", "Station"),
    ("When it began", "Start", "First alarm"),
    ("How bad it is", "Level", "Urgency"),
    ("Who called", "Caller", "Contact"),
    ("What was tried", "Steps", "Done so far"),
    ("Which pump it is", "Device no.", "Device number"),
    ("How to get in", "Access", "Keys"),
    ("What it showed last", "Reading", "Pressure"),
    ("What was promised", "Reply by", "Promised for"),
)

# --- Table 8: tasks ---
TASKS = (
    "Plan the night shifts",
    "Answer Marrowby's letters",
    "Test the alarms",
    "Keep the list of keys",
    "Write the night's report",
    "Order spare pumps",
    "Train new people",
    "Close old tickets",
    "Check the readings",
)
OUR_NAMES = ("Ines Okoro", "Remy Ashdown", "Sol", "Luz")
THEIR_NAMES = ("Ilka", "Jun Arkwright", "Tilo", "Gia")
NO_PERSON = ("the crews", "all", "the desk", "the night shift")  # named under A, and nobody

# --- Table 10: weekly jobs ---
JOBS = (
    "Night alarms, first look",
    "Reports to Marrowby",
    "Keys and access",
    "Test alarms",
    "Pump histories",
    "Shift plans",
    "Spare parts list",
    "Calls from stations",
)

# --- Table 11: norms that are proposed ---
ON_A_HABIT = {  # the habits that a learner may keep, each with a norm that changes it
    "dates": "Each day that is named is called a promise or a guess",
    "decisions": "What a meeting decides holds once it is written",
    "questions": "The crews ask in the open channel",
}
OTHER_HABITS = (  # field service's, too, but not among those that may be kept
    ("drafts", "Plans are shown after half a day, marked as drafts"),
    ("meetings", "No meeting ends before its question is decided"),
)
THEIR_HABITS = (
    ("drafts", "The desk marks what is only a draft"),
    ("trouble", "The desk tells its own head in the same hour"),
)
NOT_MINE = (
    ("trouble", "Crews shut a valve before anybody has looked", "safety"),
    ("meetings", "Crews join the desk's meeting at six in the morning", "hours of rest"),
    ("dates", "Marrowby gets a day for each repair", "a contract"),
    ("questions", "Marrowby's people may read the channel", "a customer"),
)
HABITS_ONLY = "working habits only"
