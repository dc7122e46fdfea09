import { isDeepStrictEqual } from "node:util";
import type { NewRecord } from "../audit/audit-store.ts";
import { parseRequestText } from "../request/parse-request-text.ts";
import { digestOfBody } from "../upgrade/find-upgrade-asker.ts";
import { renderUpgradeIssue, renderUpgradeTitle } from "../upgrade/render-upgrade-issue.ts";
import { alone, type Command, done, refuse } from "./command.ts";

export const upgrade: Command = {
  name: "upgrade",
  ...alone,
  summary:
    "asks for the published plugin to be made anew with newer templates, in an issue and a pull request of its own",
  run({ facts, state, actor, comment }) {
    if (state.name !== "published")
      return refuse("not_now", "Only what is published can be upgraded.", "The status comment says what it waits for.");
    const found = state.upgrade;
    if (!found)
      return refuse(
        "not_now",
        "There are no newer templates for what this request published.",
        "Comment on the newest request of the plugin, once Plugsmith brings a newer version of its pack.",
      );
    const { number } = facts.request;
    const body = renderUpgradeIssue(found, number, actor.login);
    const parsed = parseRequestText(body, "issue");
    if (!parsed.ok || !isDeepStrictEqual(parsed.value, { ...found.request, change: "minor" }))
      return refuse(
        "request_invalid",
        "The request that the plugin was made from would not be accepted today.",
        "Open an ordinary request for the same name; it is made with the newer templates as well.",
      );
    const { name, pack, from, to } = found;
    const record: NewRecord = {
      kind: "upgrade_requested",
      request: number,
      actor: { id: actor.id, login: actor.login },
      data: { comment: comment.id, name, pack, from, to, textDigest: digestOfBody(body) },
    };
    const effect = { kind: "open_issue", title: renderUpgradeTitle(found), body, labels: ["forge-request"] } as const;
    return done(
      `An issue of its own now asks for it (${pack} ${from} → ${to}), in your name: you may not approve it.`,
      { records: [record], effects: [effect], notes: [`upgrade to ${pack} ${to} asked for`] },
    );
  },
};
