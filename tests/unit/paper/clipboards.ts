// What other programs put on the clipboard, cut down to what matters but with their own habits kept: wrappers, classes, comments,
// styles that say the opposite of the tag, typed-out list signs.

export const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;font-size:11.0pt} --></style>
<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1>Aims<o:p></o:p></h1>
<p class=MsoNormal>We ask <b>all</b> States to <span style='mso-bidi-font-style:normal'><i>act</i></span>,
see <a href="https://example.org/report"><span style='color:#0563C1;text-decoration:underline'>the report</span></a>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>First bullet<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Nested bullet</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>A numbered item</p>
<p class=MsoQuote>Last words.</p>
<!--EndFragment--></body></html>`

export const GOOGLE_DOCS = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b3c4d"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400;white-space:pre-wrap;">Aims</span></h2><p dir="ltr"><span style="font-weight:400;font-style:normal;text-decoration:none;white-space:pre-wrap;">Plain, </span><span style="font-weight:700;font-style:normal;text-decoration:none;white-space:pre-wrap;">bold</span><span style="font-weight:400;font-style:italic;white-space:pre-wrap;"> slanted</span><span style="font-weight:400;text-decoration:underline;white-space:pre-wrap;"> lined</span></p><br /><ul><li dir="ltr" aria-level="1" style="list-style-type:disc;font-weight:400"><p dir="ltr" role="presentation"><span style="font-weight:400;white-space:pre-wrap;">One</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" role="presentation"><span style="font-weight:400;">Two</span></p></li></ul></ul><ol><li dir="ltr" aria-level="1"><p role="presentation"><span>Three</span></p></li></ol></b>`

export const LIBRE_OFFICE = `<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title><meta name="generator" content="LibreOffice 24.2 (Linux)"/><style type="text/css">p { line-height: 115% }</style></head><body lang="en-GB" dir="ltr"><h3 class="western">Aims</h3>
<p style="line-height: 100%; margin-bottom: 0cm">Some <b>bold</b> and
<span style="text-decoration: underline">lined</span> <font color="#000080"><u><a href="https://example.org/">words</a></u></font></p>
<p><br/></p>
<ol>
	<li><p style="margin-bottom: 0cm">One</p>
	<ol type="a">
		<li><p>Two</p></li>
	</ol>
	</li>
	<li><p>Three</p></li>
</ol></body></html>`

export const WEB_PAGE = `<article><header><nav hidden>Menu</nav><h1>A <em>headline</em></h1></header>
<section><div>Loose text<p>A paragraph<br>of two lines</p>more loose text</div>
<script>alert(1)</script><img src=x onerror=alert(1)><svg><text>no</text></svg>
<blockquote><p>Quoted.</p><ul><li>in a quote</li></ul></blockquote>
<table><tr><th>Year</th><th>Cases</th></tr><tr><td><p>2024</p></td><td>41</td></tr></table>
<p>A <a href="javascript:alert(1)">bad</a> and a <a href="mailto:a@b.org">good</a> link.</p>
<p style="display:none">hidden</p><pre>two
lines</pre><h6>Deep</h6></section></article>`
