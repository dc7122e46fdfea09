import type { HostLanguage } from "./host-words.ts";

/** Text that can open no tag and end no attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const style = `*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#303030;background:#f1f1f1}
a{color:inherit}header{display:flex;gap:1.2rem;align-items:center;padding:.8rem 1.5rem;background:#1a1a1a;color:#fff}
header b{font-size:1.05rem}header nav{display:flex;gap:1rem;flex-wrap:wrap}header small{margin-inline-start:auto;opacity:.7}
.shop header{background:#fff;color:#303030;border-bottom:1px solid #ddd}.shop{background:#fff}
main{max-width:60rem;margin:1.5rem auto;padding:0 1rem}.cols{display:grid;grid-template-columns:1fr 20rem;gap:1.5rem;align-items:start}
@media(max-width:700px){.cols{grid-template-columns:1fr}}
.card{background:#fff;border-radius:.75rem;padding:1.2rem 1.4rem;margin-bottom:1rem;box-shadow:0 1px 3px #0002}
.shop .card{border:1px solid #dedede;box-shadow:none}h1{font-size:1.35rem}h2{font-size:1rem;margin:0 0 .7rem}
label{display:block;font-weight:600;margin:.7rem 0 .2rem}input[type=text],input[type=email],input[type=password]{width:100%;padding:.55rem .7rem;border:1px solid #8a8a8a;border-radius:.5rem;font:inherit}
button,.button{display:inline-block;font:inherit;font-weight:600;color:#fff;background:#303030;border:0;border-radius:.5rem;padding:.6rem 1.3rem;cursor:pointer;text-decoration:none}
.shop button,.shop .button{background:#1773b0;width:100%;text-align:center;padding:.9rem}.plain{background:#fff;color:#8e1f0b;border:1px solid #8e1f0b}
.badge{display:inline-block;border-radius:1rem;padding:.1rem .7rem;background:#cdfee1;font-size:.85rem}.badge.open{background:#ffef9d}.badge.part{background:#e3e3e3}
.row{display:flex;justify-content:space-between;gap:1rem;padding:.25rem 0}.banner{background:#fee8eb;border-radius:.5rem;padding:.7rem 1rem}
.choice{display:flex;gap:.8rem;align-items:center;padding:.8rem;border:1px solid #1773b0;border-radius:.5rem;background:#f0f5ff;font-weight:600;margin:0}
.mug{display:grid;place-items:center;height:14rem;border-radius:.75rem;background:linear-gradient(135deg,#f4d9c6,#e4b89a);font-size:5rem}
ul{padding-inline-start:1.2rem;margin:.3rem 0}code{font-size:.85rem;direction:ltr;unicode-bidi:isolate}`;

/** A whole page of the contract host; `body` is HTML. The footer says on every picture what it is. */
export function renderFrame(language: HostLanguage, kind: "admin" | "shop", title: string, body: string): string {
  const { say } = language;
  const menu =
    kind === "admin"
      ? `<nav><a href="/admin/orders">${escapeHtml(say("orders"))}</a><a href="/admin/apps">${escapeHtml(say("apps"))}</a></nav>`
      : `<nav><a href="/cart">${escapeHtml(say("cart"))}</a></nav>`;
  return `<!doctype html><html lang="${language.code}" dir="${language.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body class="${kind}"><header><b>${escapeHtml(say("shop"))}</b>${menu}<small>contract host of Shopify</small></header><main>${body}</main></body></html>`;
}
