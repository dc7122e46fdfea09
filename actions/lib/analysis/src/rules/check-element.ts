import { madeAddress, scriptElement } from "../fold/resolve-known-call.ts";
import type { Tree } from "../parse/tree.ts";
import { checkSource, checkWritten } from "./check-place.ts";
import type { Visit } from "./visit.ts";

type Call = Tree & { kind: "call" };

/** Handlers that were written as text, and hold what makes code or speaks to others. */
const handler = /\b(eval|Function|atob|import|fetch|sendBeacon|importScripts)\s*\(|XMLHttpRequest|\.src\s*=/;
const fillers = /^(append|appendChild|prepend|replaceChildren|insertAdjacentText)$/;

/** What a script element is filled with. */
function checkFilled(call: Call, visit: Visit): void {
  for (const arg of call.args) {
    const isNode = arg.kind === "call" && visit.resolve(arg.callee).path.endsWith("createTextNode");
    const text = isNode ? arg.args[0] : arg.kind === "text" || arg.kind === "join" ? arg : undefined;
    if (text) checkWritten(text, call.line, visit);
  }
}

/** Elements of a page that calls give a source, a handler or code; and workers of text. */
export function checkElement(call: Call, visit: Visit, path: string): void {
  if (visit.language !== "javascript") return;
  const [first, second] = call.args;
  const name = path.slice(path.lastIndexOf(".") + 1);
  if (name === "setAttribute" && first?.kind === "text" && second) {
    if (first.text === "src" || first.text === "action") checkSource(second, call.line, visit, first.text);
    const { text } = visit.fold(second);
    if (/^on[a-z]+$/i.test(first.text) && text !== undefined && handler.test(text))
      visit.report("eval", call.line, `The handler ${first.text} is written as text`, text);
  }
  if (path.startsWith(`${scriptElement}.`) && fillers.test(name)) checkFilled(call, visit);
  if (/^(Shared)?Worker$/.test(path) && first && visit.resolve(first).path === madeAddress)
    visit.report("eval", call.line, `${path} runs code that is made from text`);
  if (/^WebAssembly\.(instantiate|compile|Module)$/.test(path))
    visit.report("eval", call.line, `${path} runs a program that nobody can read`);
}
