"""Link triggers, actors and days to events: who did what to whom, when, and did it happen."""
