const span = /(?<![\\`])(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', vert: "|" };
/** Stands after an @ or # so that GitHub makes no mention or reference of it. */
const gap = 0x200b;

function decodeEntity(whole: string, name: string): string {
  const code = /^#([0-9]{1,6})$/.exec(name)?.[1];
  if (Number(code) === gap) return "";
  return code
    ? String.fromCodePoint(Math.min(Number(code), 0x10ffff))
    : ((Object.hasOwn(entities, name) ? entities[name] : undefined) ?? whole);
}

const renderRunning = (text: string) =>
  text
    .replace(/\[([^[\]\n]{0,200})\]\((https?:[^()[\]\s]{0,500})\)/g, "$1 $2")
    .replace(/<\/?[a-z]+>/g, "")
    .replace(/\*\*/g, "")
    .replace(/\\([\\`*_~[\]$#=.)+-])/g, "$1")
    .replace(/&(#[0-9]+|[a-z]+);/g, decodeEntity);

/** GitHub's Markdown as the bot writes it, as text for a terminal: no marks, and nothing that moves the cursor. */
export function renderPlainText(markdown: string): string {
  let text = "";
  let from = 0;
  for (const found of markdown.matchAll(span)) {
    text += renderRunning(markdown.slice(from, found.index)) + (found[2] ?? "").trim();
    from = found.index + found[0].length;
  }
  return (text + renderRunning(markdown.slice(from))).replace(/[^\P{C}\n]/gu, "�");
}
