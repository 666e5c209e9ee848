"""How well the verdicts agree with a truth that was known before: generated agencies and labelled real sites."""
