import { renderCode } from "../render/render-code.ts";
import { type Command, refuse, written } from "./command.ts";

/** No tool plugin can be installed in a forge yet, so the honest answer is always the same. */
export const run: Command = {
  name: "run",
  summary: "runs a tool plugin; none can be installed in a forge yet, and the answer says so",
  grammar: { word: { name: "tool", required: true, type: { kind: "name" } }, anyKey: true },
  examples: [written({ word: "label-printer", values: new Map([["text", "Lot 12"]]) })],
  run: ({ written: { word } }) =>
    refuse(
      "tool_unknown",
      `This forge has no tool plugin ${renderCode(word ?? "")}.`,
      "No tool plugin is installed here, so there is nothing to run.",
    ),
};
