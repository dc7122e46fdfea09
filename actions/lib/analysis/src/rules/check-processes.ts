import type { Tree } from "../parse/tree.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

const killers = new Set(["posix_kill", "process.kill", "os.kill", "os.killpg", "Deno.kill"]);

/** Signals to processes that are not the plugin's own. */
export function checkProcesses(call: Call, visit: Visit, path: string): void {
  const [target, signal] = call.args;
  if (!killers.has(path) || !target) return;
  // Signal 0 only asks whether a process lives.
  if (signal && visit.fold(signal).text === "0") return;
  const own = visit.resolve(target.kind === "call" ? target.callee : target).path;
  if (/^(process\.pid|os\.getpid|posix_getpid|getmypid)$/.test(own)) return;
  visit.report("other-processes", call.line, `${path} ends other processes`);
}
