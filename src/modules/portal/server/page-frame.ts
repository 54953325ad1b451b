import { type Html, html } from '../domain/html.ts'

/** Styles of the public pages: readable on a phone, and black on white on A4 and A3, nothing cut. */
const styles: Html = {
  html: `
:root{--ink:#0f172a;--quiet:#475569;--line:#cbd5e1;--primary:#0f766e;--accent:#c2410c}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
@media screen{
html.large body{font-size:23px}
html.large h1{font-size:31px}
html.large h2{font-size:27px}
html.large footer,html.large .demo{font-size:20px}
}
body{margin:0;color:var(--ink);background:#f8fafc;font:17px/1.6 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;font-variant-numeric:tabular-nums}
a{color:var(--primary)}
main{max-width:1080px;margin:0 auto;padding:16px}
h1{font-size:28px;line-height:1.3;margin:8px 0}
h2{font-size:20px;margin:24px 0 8px}
p{margin:4px 0}
.quiet{color:var(--quiet)}
.bar{display:flex;flex-wrap:wrap;gap:4px 8px;align-items:center}
.bar a,.button{display:inline-flex;align-items:center;min-height:44px;padding:4px 14px;border:2px solid var(--primary);border-radius:12px;background:#fff;color:var(--primary);font-weight:600;text-decoration:none}
.bar a.plain{border-color:transparent;background:none;padding:4px 8px}
th.same{color:var(--quiet);font-weight:400}
.bar a[aria-current]{background:#e6f7f4;border-width:3px}
.button.main,.bar a.main{background:var(--accent);border-color:var(--accent);color:#fff}
.how{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:center;margin:12px 0;padding:12px 16px;border:1px solid var(--line);border-left:6px solid var(--accent);border-radius:12px;background:#fff}
.how.good{border-left-color:#1a7f4b;background:#f1f9f4}.how.good strong{color:#14663c}
.how ul{margin:0;padding-left:1.2em}
.how .code svg{width:120px;height:120px;display:block}
summary{display:inline-flex;align-items:center;min-height:44px;padding:4px 14px;border:2px solid var(--primary);border-radius:12px;background:#fff;color:var(--primary);font-weight:600;cursor:pointer}
details{margin:0 0 12px}
details .bar{margin-top:8px}
.paper{display:none}
.tel{display:inline-flex;align-items:center;min-height:44px;white-space:nowrap}
table{width:100%;border-collapse:collapse;background:#fff}
caption{text-align:left;padding:4px 0;color:var(--quiet)}
th,td{padding:8px 10px;border:1px solid var(--line);text-align:left;vertical-align:top}
thead th{background:#ecfdf9;white-space:nowrap}
tbody th{white-space:nowrap;font-weight:700;background:#fff}
td.time,td.seats,td.fee{white-space:nowrap}
td.seats .button{margin-top:4px}
td strong{font-size:1.08em}
tr.off td{color:var(--quiet)}
.holiday{display:block;color:var(--accent);font-weight:600}
img.place{display:block;width:100%;max-height:280px;border-radius:12px;object-fit:cover}
.ask{display:grid;grid-template-columns:minmax(0,1fr);gap:12px;max-width:480px;margin:16px 0}
.ask label{display:grid;grid-template-columns:minmax(0,1fr);gap:4px;font-weight:600}
.ask input,.ask select{width:100%;min-width:0}
.ask input:not([type=hidden]),.ask select{min-height:48px;padding:4px 14px;border:2px solid var(--quiet);border-radius:12px;background:#fff;color:var(--ink);font:inherit}
.ask .button{justify-content:center;min-height:48px;font:inherit;font-weight:600;cursor:pointer}
table.facts th{width:40%;font-weight:400;color:var(--quiet);white-space:normal}
table.prices{table-layout:fixed}
table.prices tbody th{white-space:normal}
.places{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:12px;padding:0;list-style:none}
.places li{padding:14px 16px;border:1px solid var(--line);border-radius:12px;background:#fff}
.places a.name{font-size:1.15em;font-weight:700}
footer{margin:24px 0 8px;color:var(--quiet);font-size:15px}
footer a{display:inline-flex;align-items:center;min-height:44px;margin-right:16px}
.demo{margin:0;padding:4px 16px;background:#334155;color:#fff;text-align:center;font-size:14px}
@media (max-width:680px){
 h1{font-size:24px}
 html.large table.prices tr{grid-template-columns:minmax(0,1fr)}
 html.large table.prices td:last-child{grid-column:1}
 .how .code{display:none}
 table,tbody,tr,td,tbody th{display:block;width:100%}
 thead{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}
 table{background:none}
 tr{margin:0 0 12px;border:1px solid var(--line);border-radius:12px;background:#fff;overflow:hidden}
 tbody th,td{border:0;padding:4px 14px}
 tbody th{padding-top:12px;font-size:1.1em}
 td:last-child{padding-bottom:12px}
 tr.same{margin-top:0}
 table.prices tr{display:grid;grid-template-columns:minmax(0,1fr) auto;grid-column-gap:12px;margin:0;padding:8px 14px;border-radius:0;border-width:0 0 1px}
 table.prices tbody th,table.prices td{width:auto;padding:0;font-size:1em}
 table.prices td:last-child{grid-column:1/3;color:var(--quiet)}
 table.prices td[data-label]:nth-child(2):before{content:none}
 table.prices tbody{display:block;border:1px solid var(--line);border-bottom:0;border-radius:12px;overflow:hidden}
 table.facts,table.facts tbody{background:#fff}
 table.facts tr{display:flex;margin:0;border-radius:0;border-width:0 0 1px}
 table.facts th,table.facts td{width:auto;flex:1;padding:8px 4px;font-size:1em}
 table.facts td{overflow-wrap:anywhere}
 td[data-label]:before{content:attr(data-label) " ";color:var(--quiet);font-weight:400}
}
@media print{
 @page{size:auto;margin:10mm}
 body{padding:0 1px;background:#fff;font-size:9.5pt;line-height:1.3}
 main{max-width:none;padding:0}
 h1{font-size:19pt;margin:0;text-align:center}
 h1+p{text-align:center}
 table{table-layout:fixed;display:table;width:100%}
 thead{display:table-header-group;position:static}
 tbody{display:table-row-group;break-inside:avoid}
 tr{display:table-row}
 td,tbody th{display:table-cell;width:auto}
 td[data-label]:before{content:none}
 table.prices th:nth-child(n),table.facts th:nth-child(n){width:auto}
 th:nth-child(1){width:13%}
 th:nth-child(2){width:14%}
 th:nth-child(3){width:25%}
 th:nth-child(4){width:32%}
 th:nth-child(5){width:9%}
 th:nth-child(6){width:7%}
 .screen,.bar{display:none!important}
 .paper{display:inline}
 a{color:inherit;text-decoration:none}
 .tel{display:inline;min-height:0}
 .how{break-inside:avoid;justify-content:space-between;margin:6pt 0;padding:4pt 10pt;border-left-width:1px}
 .how .code{display:block}
 .how .code svg{width:26mm;height:26mm}
 footer{margin:6pt 0 0;font-size:9pt}
 tr{break-inside:avoid}
 td.time{white-space:normal}
 tbody th.same{color:transparent;border-top-color:transparent}
 thead th{background:#fff;border-bottom:2pt solid #000}
 th,td{border-color:#000;padding:2.5pt 5pt}
 tbody tr:first-child>*{border-top-width:1.5pt}
 .demo{background:none;color:#000;border:1px solid #000}
}
@media print and (min-width:270mm){body{font-size:13pt}h1{font-size:28pt}}
`,
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%230f766e'/%3E%3Cpath d='M6 16 16 7l10 9M9 14v11h14V14M14 25v-6h4v6' fill='none' stroke='%23fff' stroke-width='2.4' stroke-linejoin='round'/%3E%3C/svg%3E"

export type Frame = {
  readonly language: string
  readonly title: string
  readonly description: string
  /** Shown above everything when people in the data are fictional. */
  readonly demo: string | null
  /** Large type, as the phone app that led here shows it. */
  readonly large?: boolean
  readonly body: Html
}

/** A whole page without script; everything in it has been escaped by `html`. */
export const pageFrame = ({ language, title, description, demo, large = false, body }: Frame): string =>
  `<!doctype html>\n${
    html`<html lang="${language}"${large ? html` class="large"` : null}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${description}">
<meta property="og:type" content="website">
<meta name="format-detection" content="telephone=no">
<title>${title}</title>
<link rel="icon" href="${icon}">
<style>${styles}</style>
</head>
<body>
${demo === null ? null : html`<aside class="demo" aria-label="${demo}">${demo}</aside>`}
<main>
${body}
</main>
</body>
</html>
`.html
  }`
