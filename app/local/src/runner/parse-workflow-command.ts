/** One `::name key=value::text` line. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly text: string;
}

const unescape = (text: string) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
const unescapeProperty = (text: string) => unescape(text.replaceAll("%3A", ":").replaceAll("%2C", ","));

/** A line of step output as workflow command, or undefined for ordinary output. */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  if (!line.startsWith("::")) return undefined;
  const end = line.indexOf("::", 2);
  if (end < 0) return undefined;
  const head = line.slice(2, end);
  const space = head.indexOf(" ");
  const name = space < 0 ? head : head.slice(0, space);
  if (!/^[a-z][a-z-]*$/.test(name)) return undefined;
  const properties = space < 0 ? [] : head.slice(space + 1).split(",");
  return {
    name,
    properties: Object.fromEntries(
      properties
        .filter((part) => part.includes("="))
        .map((part) => {
          const at = part.indexOf("=");
          return [part.slice(0, at).trim(), unescapeProperty(part.slice(at + 1))];
        }),
    ),
    text: unescape(line.slice(end + 2)),
  };
}
