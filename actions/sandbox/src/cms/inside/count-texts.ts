/** How many of the texts stand in a page's words. Placeholders and markup around them do not count. */
export function countTexts(page: string, texts: readonly string[]): number {
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  const words = plain(page);
  return texts.filter((text) => {
    const longest = text
      .split(/%(?:\d\$)?s/)
      .map(plain)
      .sort((a, b) => b.length - a.length)[0];
    return longest !== undefined && longest.length > 2 && words.includes(longest);
  }).length;
}
