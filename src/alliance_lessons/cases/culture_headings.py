"""What stands above the tables of `culture`, in their order: a caption, and words for columns."""

HEADINGS: dict[str, tuple[str, dict[str, str]]] = {
    "incidents": (
        "Six more incidents of the six weeks",
        {
            "key": "Incident",
            "team": "Team",
            "what": "What it left out",
            "contract": "What the contract says of it",
            "on_shift": "Its people on shift then",
            "open_cases": "Its open cases then",
            "alike": "Left out in its last five like cases",
        },
    ),
    "pairs": (
        (
            "Twelve people on meetings: 1 decides in the meeting, 7 before it. "
            "All six of field service together: {field_total}; of the support desk: {desk_total}"
        ),
        {"key": "Pair", "field": "One of field service", "desk": "One of the support desk"},
    ),
    "events": (
        "Eight cases of the six weeks",
        {
            "key": "Case",
            "team": "Team",
            "matter": "What it was",
            "began": "Seen, or asked for",
            "told": "Told, or called back",
            "mended": "Mended",
        },
    ),
    "goals": (
        "What the two teams want of the winter",
        {
            "key": "Goals",
            "counted": "What is counted",
            "field": "Field service wants",
            "desk": "The support desk wants",
        },
    ),
    "bookings": (
        "The joint plan: six people, days 1 to 30 of month 14",
        {
            "person": "Person",
            "ours": "Norrvane's plan: place",
            "ours_days": "Norrvane's plan: days",
            "theirs": "Tallowmere's plan: place",
            "theirs_days": "Tallowmere's plan: days",
        },
    ),
    "log": (
        "One alarm in two logs",
        {"log": "Log", "shown": "Its clock shows", "line": "Line"},
    ),
    "fields": (
        "Seven things to know, and what they are called in the two forms",
        {
            "key": "Line",
            "says": "What there is to know",
            "ticket": "Field in the desk's ticket",
            "card": "Field on the crews' job card",
        },
    ),
    "tasks": (
        "Eight tasks of the winter desk",
        {
            "key": "Task",
            "task": "What it is",
            "ours": "A in Norrvane's list",
            "theirs": "A in Tallowmere's list",
            "done_by": "Done by",
            "hours": "Hours a week",
        },
    ),
    "profiles": (
        (
            "Four teams on six habits, each from 1 to 7. "
            "The gaps of pair 1 add up to {sum_1}, those of pair 2 to {sum_2}"
        ),
        {
            "habit": "Habit",
            "contracts": "Pair 1: Contracts",
            "platform": "Pair 1: Platform",
            "gap_1": "Gap of pair 1",
            "stores": "Pair 2: Stores",
            "data": "Pair 2: Data",
            "gap_2": "Gap of pair 2",
        },
    ),
    "jobs": (
        "Six weekly jobs, and the hours each team needs for one",
        {
            "key": "Job",
            "job": "What it is",
            "field": "Hours, if field service does it",
            "desk": "Hours, if the support desk does it",
            "today": "Done today by",
        },
    ),
    "proposals": (
        "Seven norms that were proposed, in the order in which they came",
        {
            "key": "Norm",
            "proposal": "What is proposed",
            "habit": "Habit",
            "changes": "Who would change",
            "touches": "What it touches",
        },
    ),
}
