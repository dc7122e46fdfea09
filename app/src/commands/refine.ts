import { type Command, refuse, written } from "./command.ts";

/** Plugins are made from templates; there is no engine that could read a wish. */
export const refine: Command = {
  name: "refine",
  summary: "asks an engine for a change of the plugin; none is configured, and the answer says what to do instead",
  grammar: { text: { name: "text", required: true } },
  examples: [written({ text: "un arrondi commercial au lieu de bancaire" })],
  run: () =>
    refuse(
      "engine_missing",
      "No engine that understands text is configured in this forge; plugins are made from templates.",
      "Push the change to the pull request's branch, or edit the request.",
    ),
};
