"""Invented letters to measure on where no folder of real ones is given: forms and free letters of many lengths."""

from __future__ import annotations

import random
from collections.abc import Iterator

_OPENINGS = (
    "To whom it may concern,",
    "Dear abuse team,",
    "Hello,",
    "Dear Sir or Madam,",
)
_CLAIMS = (
    "We are the owner of {work}, which is copied without permission at:",
    "I act for Example Studio {n}, the owner of the copyright in {work}. The following places contain copies of it:",
    "The files below were taken from {work} and are not licensed:",
)
_CLOSING = (
    "I have a good faith belief that use of the copyrighted materials described above is not authorized by the copyright "
    "owner, or its agent, or the law.\n\nI swear, under penalty of perjury, that the information in this notification is "
    "accurate and that I am the copyright owner, or am authorized to act on behalf of the owner.\n\n/s/ Example Studio {n}"
)
_FORM = """**Are you the copyright holder or authorized to act on the copyright owner's behalf?**

Yes, I am the copyright holder.

**Please provide a detailed description of the original copyrighted work that has allegedly been infringed. If possible, include a URL to where it is posted online.**

{work} by Example Studio {n}, at https://studio{n}.example/works/{n}

**What files should be taken down? Please provide URLs for each file, or if the entire repository, the repository's URL:**

{addresses}

**Have you searched for any forks of the allegedly infringing files or repositories? Each fork is a distinct repository and must be identified separately if you believe it is infringing and wish to have it taken down.**

{forks}

**Is the work licensed under an open source license? If so, which open source license?**

No.

**I have a good faith belief that use of the copyrighted materials described above on the infringing web pages is not authorized by the copyright owner, or its agent, or the law.**

**I swear, under penalty of perjury, that the information in this notification is accurate and that I am the copyright owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed.**

**Please type your full legal name below to sign this request.**

[private]
"""


def letters(count: int, seed: int = 2026) -> Iterator[bytes]:
    """`count` different letters of 1 to 60 addresses, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 -- nothing here is secret
    for n in range(count):
        work = f"the program Example Works {chance.randrange(500)}"
        many = min(60, 1 + int(chance.paretovariate(1.3)))
        addresses = [
            f"https://github.com/owner{chance.randrange(9000)}/copy{chance.randrange(90)}" for _ in range(many)
        ]
        if chance.random() < 0.2:
            addresses = [f"https://video.example.com/watch/{chance.randrange(10**6)}" for _ in range(many)]
        if chance.random() < 0.6:
            forks = f"https://github.com/fork{n}/copy" if chance.random() < 0.3 else "None."
            text = _FORM.format(work=work, n=n, addresses="\n".join(addresses), forks=forks)
        else:
            parts = [chance.choice(_OPENINGS), chance.choice(_CLAIMS), *addresses, _CLOSING]
            text = "\n\n".join(parts).format(work=work, n=n)
        yield text.encode()
