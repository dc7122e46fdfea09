/** Lines of PHP's log that speak of the plugin's files, or of a call outside the contract kernel. */
export function findErrors(lines: readonly string[], plugin: string): string[] {
  return lines.filter((line) => line.includes(`/plugins/${plugin}/`) || line.includes("outside the contract kernel"));
}
