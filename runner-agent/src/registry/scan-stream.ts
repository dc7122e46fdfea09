/** No line that means anything is longer. */
const longestLine = 1_024;

/**
 * Reads server-sent events as they come, cut anywhere, and tells of each line `event: registry`; everything else means nothing.
 * @returns takes the next piece of text. Throws Error at a line that does not end.
 */
export function createStreamScanner(onRegistry: () => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r/u);
    rest = lines.pop() ?? "";
    for (const line of lines) if (/^event: ?registry$/u.test(line)) onRegistry();
    if (rest.length > longestLine) throw new Error("the bot sends a line without end");
  };
}
