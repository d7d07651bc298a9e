"""The second reader's way to its server: one that speaks the OpenAI API, hosted or on this machine.

`reading` makes the reader of settings, `asking` asks it, `client` speaks to the server and `protocol` reads
what comes back, `memory` keeps what was answered and what it cost, `parallel` has several questions under
way, `extracting` is extraction with all this.
"""
