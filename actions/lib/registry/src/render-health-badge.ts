import type { RegistryHealth } from "./decide-registry-health.ts";

const colours = { healthy: "#2e7d32", attention: "#b26a00", failing: "#b3261e" } as const;
const label = "forge registry";
/** Width of a character of Verdana 11, near enough for a badge. */
const characterWidth = 6.6;
const padding = 10;

const escapeXml = (text: string) => text.replace(/[<>&"']/gu, (mark) => `&#${mark.codePointAt(0)};`);
const widthOf = (text: string) => Math.round(text.length * characterWidth) + padding;

/** The registry's health as a badge: SVG without script, link or outside font, readable by screen readers. */
export function renderHealthBadge({ state, words }: RegistryHealth): string {
  const [left, right] = [widthOf(label), widthOf(words)];
  const text = (at: number, width: number, content: string) =>
    `<text x="${at + width / 2}" y="14" text-anchor="middle">${escapeXml(content)}</text>`;
  const title = `${label}: ${words}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escapeXml(title)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${left}" height="20" fill="#424242"/><rect x="${left}" width="${right}" height="20" fill="${colours[state]}"/>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(0, left, label)}${text(left, right, words)}</g>`,
    "</svg>",
    "",
  ].join("\n");
}
