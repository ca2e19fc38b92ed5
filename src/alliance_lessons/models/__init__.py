"""The science behind the simulations: pure functions, one model a file, every seed explicit.

==========================  =====================================================================
`prisoners_dilemma`         moves, and the points of one round
`thresholds`                how much future, and how much forgiveness, keeps cooperation stable
`strategy`                  what a strategy is
`strategies`                the partners one can meet
`iterated_game`             a match of many rounds, with moves that sometimes go wrong
`round_robin`               everybody meets everybody
`markov_chain`              how often a random process visits each of its states in the long run
`long_run_payoff`           what two strategies earn in the long run, exactly
`donation_game`             waiving a right: a cost to me, a help to you
`relational_contract`       a promise held only by the value of the future
`trust`                     what is kept and what is broken, and where trust then stands
`trust_repair`              what is still to be made good, and how far an apology helps
`openness`                  openness that answers openness, and where it tips
`learning_race`             who has learned what by when, and who could leave
`brokerage`                 who stands between whom in a network
`beta_reputation`           trust as a count of what was kept and what was broken
`comparative_advantage`     who does what better, and the hours that dividing the work saves
`turnover`                  people come and go: what of the trust stays, and where it settles
`process_gap`               two ways of working side by side: hours, and fields without a match
`workstyle`                 people of eight teams and their six working habits, from a seed
`intraclass`                how much of the difference between people lies between their groups
`f_distribution`            how likely a ratio of two variances is, for intervals
`cultural_distance`         how far two profiles are apart as one number, and what it can't see
`crowds`                    how far two crowds overlap, and what that tells of one person
==========================  =====================================================================

Import a model from its own file; this package imports none of them. Each uses the standard
library only, but for `brokerage`, which imports networkx when it is used.
"""
