"""What a marker has at hand beside a text: levels, anchors, comments, the learner's figures."""
