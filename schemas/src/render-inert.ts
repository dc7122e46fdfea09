/** GitHub looks for mentions and references in the page that it made, where `&#64;` is an @ again: only a break helps (github/cmark-gfm#181). */
const gap = "&#8203;";
const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&vert;" };
/** What makes a link, mention or reference of the text after it: @, #, GH-, an address. */
const joints = /[@#]|\bgh-(?=[0-9])|:(?=\/\/)|\bwww(?=\.)/giu;
const commitId = /\b[0-9a-f]{7,40}\b/giu;

/**
 * One line of text from outside as running text of GitHub's Markdown, in a table cell too: no mention, reference, link,
 * image, HTML, emphasis, heading, list or command comes alive. Line ends become spaces.
 */
export function renderInert(line: string): string {
  return line
    .replace(/[\r\n]+/gu, " ")
    .replace(joints, (found) => `${found}\u200b`)
    .replace(commitId, (found) => (found.match(/.{1,6}/gu) ?? []).join("\u200b"))
    .replace(/[&<>|]/gu, (found) => entities[found] ?? found)
    .replace(/[\\`*_~[\]$]/gu, (found) => `\\${found}`)
    .replace(/^[-+=]|^[0-9]{1,9}(?=[.)])/u, (found) => (/^[0-9]/u.test(found) ? `${found}\\` : `\\${found}`))
    .replace(/^#/u, "\\#")
    .replace(/^\//u, "&#47;")
    .replaceAll("\u200b", gap);
}
