const escapeData = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string) => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** A workflow command for the runner's log. Values are escaped, so no text can start a second command. */
export function renderCommand(
  name: string,
  properties: Readonly<Record<string, string | undefined>>,
  message: string,
): string {
  const pairs = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([key, value]) => `${key}=${escapeProperty(value ?? "")}`);
  return `::${name}${pairs.length > 0 ? ` ${pairs.join(",")}` : ""}::${escapeData(message)}\n`;
}

/**
 * Untrusted text between `::stop-commands::` fences, folded into a group. `token` must be random and unknown to whoever
 * wrote the text; a text that holds it anyway is refused by cutting the token out.
 */
export function renderFenced(title: string, text: string, token: string): string {
  const body = text.replaceAll(token, "");
  const end = body === "" || body.endsWith("\n") ? body : `${body}\n`;
  return `${renderCommand("group", {}, title)}::stop-commands::${token}\n${end}::${token}::\n::endgroup::\n`;
}

/**
 * One entry of GITHUB_OUTPUT. Text of several lines ends at a delimiter, which must be random; a value of one line needs
 * none, and so spares the step the start of node:crypto.
 */
export function renderOutput(name: string, value: string, drawDelimiter: () => string): string {
  if (!/[\r\n]/.test(value)) return `${name}=${value}\n`;
  const delimiter = drawDelimiter();
  return `${name}<<${delimiter}\n${value.replaceAll(delimiter, "")}\n${delimiter}\n`;
}

/**
 * A line of ours that may quote a stranger: one line, and no workflow command (`::` at the start, `##[` anywhere, as
 * actions/runner reads them).
 */
export function renderLine(message: string): string {
  const line = message.replace(/[\r\n\u2028\u2029]+/g, " ").replaceAll("##[", "## [");
  return `${line.replace(/^\s*::/, "· ::")}\n`;
}
