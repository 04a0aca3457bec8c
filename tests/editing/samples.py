"""What Word, Google Docs and a web page put on the clipboard: their form, our words, nothing made easier."""
# ruff: noqa: E501 - the lines are as long as the programs make them

WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:st1="urn:schemas-microsoft-com:office:smarttags"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/hoa/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<title>Thông báo</title>
<o:SmartTagType namespaceuri="urn:schemas-microsoft-com:office:smarttags" name="place"/>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face {font-family:"Times New Roman"; panose-1:2 2 6 3 5 4 5 2 3 4;}
 p.MsoNormal, li.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:14.0pt; font-family:"Times New Roman",serif;}
 @list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;}
-->
</style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:"Table Normal";}</style><![endif]-->
</head>
<body lang=EN-US style='tab-interval:36.0pt;word-wrap:break-word'>
<!--StartFragment-->
<p class=MsoTitle><span style='font-size:16.0pt;mso-bidi-font-size:11.0pt'>Thông báo lịch tiếp công dân<o:p></o:p></span></p>
<h1 style='margin-top:12.0pt'><a name="_Toc123456"></a><b><span style='font-size:14.0pt;color:black'>I. Thời gian,
địa điểm<o:p></o:p></span></b></h1>
<p class=MsoNormal style='text-align:justify;text-indent:36.0pt'><span style='font-size:14.0pt;line-height:115%;
font-family:"Times New Roman",serif;mso-ansi-language:VI' lang=VI>Tại <st1:place w:st="on">phường Trần Phú</st1:place>,
<b style='mso-bidi-font-weight:normal'>thứ Năm</b> hằng tuần, diện tích 25 m<sup>2</sup>; xem <a
href="https://dichvucong.gov.vn/"><span style='color:#0563C1'>Cổng dịch vụ công</span></a> và <a
href="file:///C:/Users/hoa/Mau.docx">mẫu đơn</a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times
New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=VI>Mang theo căn cước<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Bản chính<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;
</span></span></span><![endif]><i style='mso-bidi-font-style:normal'>Đơn</i> (nếu có)<o:p></o:p></p>
<p class=MsoNormal>Các bước:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>3.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Lấy số<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>4.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Nộp hồ sơ<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo3'><![if !supportLists]><span style='mso-list:Ignore'>đ)<span
style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>Theo điểm đ khoản 1 Điều 5<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>
  <td width=302 colspan=2 valign=top style='width:226.5pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt'>
  <p class=MsoNormal align=center style='text-align:center'><b>Lệ phí<o:p></o:p></b></p>
  </td>
 </tr>
 <tr><td style='border:solid windowtext 1.0pt'><p class=MsoNormal>Khai sinh<o:p></o:p></p></td>
 <td><p class=MsoNormal>8.000 đồng<o:p></o:p></p></td></tr>
</table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="Picture_1" style='width:200pt'><v:imagedata
 src="file:///C:/Users/hoa/AppData/Local/Temp/msohtmlclip1/01/clip_image001.png" o:title=""/></v:shape><![endif]--><![if
 !vml]><img width=267 height=150 src="file:///C:/Users/hoa/AppData/Local/Temp/msohtmlclip1/01/clip_image002.gif"
 v:shapes="Picture_1"><![endif]><o:p></o:p></p>
<!--EndFragment-->
</body>
</html>
"""
WORD_CLEAN = (
    "<h2>Thông báo lịch tiếp công dân</h2>"
    "<h2>I. Thời gian, địa điểm</h2>"
    "<p>Tại phường Trần Phú, <strong>thứ Năm</strong> hằng tuần, diện tích 25 m<sup>2</sup>; xem "
    '<a href="https://dichvucong.gov.vn/" rel="noopener noreferrer">Cổng dịch vụ công</a> và mẫu đơn.</p>'
    "<ul><li>Mang theo căn cước<ul><li>Bản chính</li></ul></li><li><em>Đơn</em> (nếu có)</li></ul>"
    "<p>Các bước:</p>"
    '<ol start="3"><li>Lấy số</li><li>Nộp hồ sơ</li></ol>'
    "<p>đ) Theo điểm đ khoản 1 Điều 5</p>"
    '<table><tbody><tr><td colspan="2"><p><strong>Lệ phí</strong></p></td></tr>'
    "<tr><td><p>Khai sinh</p></td><td><p>8.000 đồng</p></td></tr></tbody></table>"
)

GOOGLE = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h5 dir="ltr" '
    'style="line-height:1.38;"><span style="font-size:11pt;font-weight:700;">Đề mục</span></h5><p dir="ltr">'
    '<span style="font-size:11pt;font-family:Arial;font-weight:400;">Chữ thường </span><span '
    'style="font-weight:700;font-style:italic;">đậm nghiêng</span></p><ul style="margin-top:0;"><li dir="ltr" '
    'style="list-style-type:disc;"><p dir="ltr" role="presentation"><span>Một</span></p></li></ul></b><br '
    'class="Apple-interchange-newline">'
)
WEB = (
    '<div class="post" id="x" onclick="steal()"><div style="font:12px Arial">Đoạn một<script>alert(1)</script></div>'
    '<div>Đoạn <span style="color:red">hai</span> <a href="javascript:alert(1)" target="_blank">bấm</a></div>'
    '<img src="https://evil.example/track.gif" onerror="alert(1)"><center><font size=5>Giữa</font></center></div>'
)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="/thu-vien/1/anh/" onload="alert(1)" style="x">',
    '<a href="javascript:alert(1)">a</a>',
    '<a href=" java\nscript:alert(1)">a</a>',
    '<a href="&#106;avascript:alert(1)">a</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">a</a>',
    '<a href="vbscript:x">a</a>',
    '<iframe src="https://evil.example"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<form action="https://evil.example"><input name=a><button>Gửi</button></form>',
    "<style>body{display:none}</style>",
    '<p style="position:fixed;background:url(https://evil.example)">x</p>',
    '<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    '<select><template><script>alert(1)</script></template></select>',
    "<p>a<!-- --!><img src=x onerror=alert(1)> -->",
    '<a href="https://a.vn" title="&quot;><img src=x onerror=alert(1)>">a</a>',
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src="//evil.example/a.png"><img src="https://evil.example/a.png"><img src="data:image/png;base64,AAAA">',
    "<object data=x></object><embed src=x><video src=x onerror=alert(1)></video><audio src=x></audio>",
    '<p class="MsoNormal" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">&lt;img src=x onerror=alert(1)&gt;</span>x</p>',
    '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">a) <script>alert(1)</script></span>&lt;script&gt;</p>',
    '<span style="font-weight:bold">' * 500 + "sâu" + "</span>" * 500,
    "<div>" * 3000 + "sâu" + "</div>" * 3000,
    "<table><tr><td>" * 100 + "sâu",
    "<ul><li>" * 400 + "sâu",
)  # fmt: skip
