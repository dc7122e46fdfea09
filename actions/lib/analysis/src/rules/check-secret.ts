import { origin } from "../fold/origin.ts";
import type { Tree } from "../parse/tree.ts";
import type { CallKind } from "./call-names.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

const writers = new Set(["file_put_contents", "fwrite", "fputs", "mail", "wp_mail", "print", "setcookie"]);

/** Keys, passwords or all settings of the shop that leave it, be it to its own log. */
export function checkSecret(call: Call, visit: Visit, path: string, kind: CallKind | undefined): void {
  if (visit.language !== "php" || (kind !== "log" && kind !== "network" && !writers.has(path))) return;
  const told = call.args.map((arg) => visit.fold(arg)).find(({ from }) => (from & origin.secret) !== 0);
  if (told) visit.report("secret-told", call.line, `${path} is handed secrets of the shop`, undefined, told.trail);
}
