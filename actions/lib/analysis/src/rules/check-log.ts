import { nodeEnvironment } from "../fold/source-names.ts";
import type { Tree } from "../parse/tree.ts";
import { listChildren } from "../parse/tree.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

const secretName =
  /(^|[._$>-])(card_?number|card_?no|cvv|cvc2?|cvv2|passw(or)?d|secret(_?key)?|api_?key|private_?key|access_?token|webhook_?secret)$/i;

/** The name of a value as it is written; empty for texts and for results of calls, which may be masked. */
function nameOf(tree: Tree): string {
  if (tree.kind === "name") return tree.name;
  if (tree.kind === "member" && tree.property.kind === "text") return tree.property.text;
  return "";
}

function findSecret(tree: Tree): string | undefined {
  const found = nameOf(tree);
  if (secretName.test(found)) return found;
  if (tree.kind !== "join" && tree.kind !== "list" && tree.kind !== "record") return undefined;
  const inner = tree.kind === "record" ? tree.entries.map(([, value]) => value) : listChildren(tree);
  return inner.map(findSecret).find((each) => each !== undefined);
}

/** A logging call that is handed a secret by name. */
export function checkLog(call: Call, visit: Visit, path: string): void {
  const secret = call.args.map(findSecret).find((each) => each !== undefined);
  if (secret !== undefined) visit.report("log-secret", call.line, `${path} is handed ${secret}`);
}

const environments = new Set([nodeEnvironment, "$_env", "os.environ"]);

/** A call that turns the environment as a whole into text or a list. */
export function checkDump(call: Call, visit: Visit, path: string): void {
  const whole = path.startsWith("os.environ.") || call.args.some((arg) => environments.has(visit.resolve(arg).path));
  if (whole) visit.report("environment-dump", call.line, `${path} takes the whole environment`);
  const printed = path === "print_r" && call.args.length === 1;
  if (printed) visit.report("debug-output", call.line, "print_r prints");
}
