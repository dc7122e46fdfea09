import type { Language } from "../finding.ts";
import type { Tree } from "../parse/tree.ts";

type Call = Tree & { kind: "call" };

/** Where the built-in functions that rules ask about have the arguments of these names. */
const places: Readonly<Record<string, number>> = {
  filename: 0,
  file: 0,
  path: 0,
  command: 0,
  cmd: 0,
  code: 0,
  source: 0,
  string: 0,
  url: 0,
  from: 0,
  process_id: 0,
  hook_name: 0,
  option: 0,
  target: 0,
  to: 1,
  data: 1,
  mode: 1,
  callback: 1,
  value: 1,
  link: 1,
  flags: 2,
};

/** A call of which arguments by name stand where the rules look for them. Those of PHP that nobody knows keep their order. */
export function placeArguments(call: Call, language: Language): Call {
  const named = call.args.at(-1);
  if (named?.kind !== "record" || named.named !== true) return call;
  const placed: (Tree | undefined)[] = call.args.slice(0, -1);
  const left: Tree[] = [];
  for (const [key, value] of named.entries) {
    const at = key.kind === "text" ? places[key.text] : undefined;
    if (at !== undefined && placed[at] === undefined) placed[at] = value;
    else left.push(value);
  }
  if (language === "php") for (const value of left) placed[nextFree(placed)] = value;
  const filled = Array.from(
    placed,
    (each): Tree => each ?? { kind: "group", what: "nothing", children: [], line: call.line },
  );
  return { ...call, args: language === "php" ? filled : [...filled, named] };
}

function nextFree(placed: readonly (Tree | undefined)[]): number {
  const at = Array.from(placed).indexOf(undefined);
  return at === -1 ? placed.length : at;
}
