"""Invented letters for the tests: nobody in them exists, and every host but the code hosts is reserved."""

FORM_1 = """\
March 3, 2021

**Are you the copyright owner or authorized to act on the copyright owner's behalf?**
I am authorized to act on behalf of Heron Software, Inc., the copyright owner.

**Please provide a detailed description of the original copyrighted work that has allegedly been infringed. If possible, include a URL to where it is posted online.**
Our editor, published at https://heron.example/editor. Our own repository is https://github.com/heron-example/editor.

**What files should be taken down? Please provide URLs for each file, or if the entire repository, the repository’s URL:**
- https://github.com/alice-example/editor
- “https://github.com/bob-example/editor.git”,
carol-example/editor

**Have you searched for any forks of the allegedly infringing files or repositories? Each fork is a distinct repository and must be identified separately if you believe it is infringing and wish to have it taken down.**
Yes: https://github.com/dave-example/editor and https://github.com/alice-example/editor

**Is the work licensed under an open source license? If so, which open source license? Are the allegedly infringing files being used under the open source license, or are they in violation of the license?**
No, see https://heron.example/terms

**What would be the best solution for the alleged infringement? Are there specific changes the other person can make other than removal?**
Removal.

**Do you have the alleged infringer's contact information? If so, please provide it:**
https://github.com/alice-example

**Type (or copy and paste) the following statement: "I have a good faith belief that use of the copyrighted materials described above on the infringing web pages is not authorized by the copyright owner, or its agent, or the law. I have taken fair use into consideration."**
I have a good faith belief that use of the copyrighted materials described above on the infringing web pages is not authorized by the copyright owner, or its agent, or the law. I have taken fair use into consideration.

**Type (or copy and paste) the following statement: "I swear, under penalty of perjury, that the information in this notification is accurate and that I am the copyright owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed."**
I swear, under penalty of perjury, that the information in this notification is accurate and that I am the copyright owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed.

**Please type your full legal name below to sign this request:**
[private]
"""

FORM_3 = """\
Before disabling any content in relation to this takedown notice, GitHub
- contacted the owners of some or all of the affected repositories to give them an opportunity to [make changes](https://docs.github.com/en/github/x).
- provided information on how to [submit a DMCA Counter Notice](https://docs.github.com/en/articles/y).

To learn about when and why GitHub may process some notices this way, please visit our [README](https://github.com/github/dmca/blob/master/README.md).

---

**Are you the copyright holder or authorized to act on the copyright owner's behalf?**

Yes, I am the copyright holder.

**Are you submitting a revised DMCA notice after GitHub Trust & Safety requested you make changes to your original notice?**

Yes

**Please provide the Zendesk ticket number of your previously submitted notice. Zendesk ticket numbers are 7 digit ID numbers located in the subject line or body of your confirmation email.**

1234567

**Please describe the nature of your copyright ownership or authorization to act on the owner's behalf.**

I am the [private] of Kestrel Games GmbH.

**Please provide a detailed description of the original copyrighted work that has allegedly been infringed.**

The game Night Kestrel.

**If the original work referenced above is available online, please provide a URL.**

https://kestrel.example/night

**Based on the above, I confirm that:**

{tick}

**{where}**

{addresses}

**Do you claim to have any technological measures in place to control access to your copyrighted content? Please see our <a href="https://docs.github.com/articles/z">Complaints about Anti-Circumvention Technology</a> if you are unsure.**

{circumvention}

**If you are reporting an allegedly infringing fork, please note that each fork is a distinct repository and <i>must be identified separately</i>. Please read more about <a href="https://docs.github.com/articles/f">forks.</a> As forks may often contain different material than in the parent repository, if you believe any of the repositories or files in the forks are infringing, please list each fork URL below:**

{forks}

**I have a good faith belief that use of the copyrighted materials described above on the infringing web pages is not authorized by the copyright owner, or its agent, or the law.**

**I swear, under penalty of perjury, that the information in this notification is accurate and that I am the copyright owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed.**

**Please type your full name for your signature.**

[private]
"""

COUNTER_FORM = """\
**Are you the owner of the content that has been disabled, or authorized to act on the owner’s behalf?**
Yes.

**What files were taken down? Please provide URLs for each file, or if the entire repository, the repository’s URL:**
https://github.com/alice-example/editor

**Is there anything else you think we should know about why you believe the material was removed as a result of a mistake?**
It is my own work; theirs is at https://github.com/heron-example/editor.

**Please type your full legal name below to sign this request:**
[private]
"""

STATEMENTS = """\
I have a good faith belief that use of the copyrighted materials described above on the infringing web pages is not
authorized by the copyright owner, or its agent, or the law.

I swear, under penalty of perjury, that the information in this notification is accurate and that I am the copyright
owner, or am authorized to act on behalf of the owner, of an exclusive right that is allegedly infringed.
"""

LETTER = f"""\
To whom it may concern,

Oriole & Finch LLP represents Heron Software, Inc. in matters of copyright.

1) Identification of the copyrighted work: the Heron editor. The original is sold at https://heron.example/editor, and
our client's repository is https://github.com/heron-example/editor.

2) Location of the infringing material:

* https://github.com/alice-example/editor (entire repository)
* https://github.com/bob-example/notes/tree/main/editor

The user's profile is https://github.com/alice-example. For more information see https://en.wikipedia.org/wiki/Copyright.
We asked for the same in our previous notice, https://github.com/github/dmca/blob/master/2020/2020-01-02-heron.md.

{STATEMENTS}
Sincerely,
[private]
Oriole & Finch LLP
12 Example Street
"""

CHINESE = """\
致：平台知识产权部

我司上海苍鹭软件有限公司是软件作品《苍鹭编辑器》的著作权人。

一、权属证明
正版官网：https://heron.example/zh

二、侵权链接：
1. https://item.taobao.com/item.htm?id=1234567890
2. https://shop12345.taobao.com/，未经授权擅自销售盗版软件

请立即删除上述侵权链接。我方善意地相信上述信息真实、准确，并愿承担法律责任。

此致
上海苍鹭软件有限公司
2021年3月5日
"""

RETRACTION = """\
Hello,

we retract our takedown notice of last week for https://github.com/alice-example/editor; the developer is licensed.

Regards,
[private]
Heron Software, Inc.
"""

REVERSAL = """\
GitHub has reversed the processing of the takedown notice published at
https://github.com/github/dmca/blob/master/2020/2020-01-02-heron.md, because the work is licensed.
"""


def form_3(
    *, tick: str = "The entire repository is infringing", addresses: str = "https://github.com/alice-example/night", forks: str = "",
    circumvention: str = "No",
) -> str:  # fmt: skip
    """Form 3 filled in."""
    whole = tick.startswith("The entire")
    where = (
        "Identify the full repository URL that is infringing:"
        if whole
        else "Identify only the specific file URLs within the repository that is infringing:"
    )
    return FORM_3.format(
        tick=tick,
        where=where,
        addresses=addresses,
        forks=forks,
        circumvention=circumvention,
    )
