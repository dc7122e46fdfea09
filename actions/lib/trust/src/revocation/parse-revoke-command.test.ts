import { describe, expect, it } from "vitest";
import { parseRevokeCommands } from "./parse-revoke-command.ts";

describe("parseRevokeCommands", () => {
  it.each([
    ["/forge revoke it leaks", { kind: "propose", reason: "it leaks" }],
    ["Hello\n/forge revoke fuit données\r\nbye", { kind: "propose", reason: "fuit données" }],
    ["/forge revoke confirm  ", { kind: "confirm" }],
  ])("takes %j", (body, expected) => {
    expect(parseRevokeCommands(body)).toEqual([expected]);
  });

  it.each([
    ["in a quote", "> /forge revoke x"],
    ["in a quote that goes on lazily", "> he said\n/forge revoke x"],
    ["in fenced code", "```\n/forge revoke x\n```"],
    ["in a fence that is never closed", "~~~sh\n/forge revoke x"],
    ["in a longer fence than its inner one", "````\n```\n/forge revoke x\n```\n````"],
    ["in indented code", "    /forge revoke x"],
    ["in a code span over lines", "`a\n/forge revoke x\nb`"],
    ["in an HTML comment", "<!--\n/forge revoke x\n-->"],
    ["in an HTML comment that is never closed", "<!--\n/forge revoke x"],
    ["in raw preformatted text", "<pre>\n\n/forge revoke x\n\n</pre>"],
    ["in the middle of a line", "do not write /forge revoke x"],
    ["with a look-alike letter", "/fоrge revoke x"],
    ["with an invisible character", "/forge revoke x\u200by"],
    ["with text that turns around", "/forge revoke \u202ex"],
    ["with text that is not NFC", "/forge revoke donne\u0301es"],
    ["with more words after confirm", "/forge revoke confirm please"],
    ["without a reason", "/forge revoke "],
    ["with two spaces before the word", "/forge  revoke x"],
    ["with a tab", "/forge\trevoke x"],
    ["in another case", "/Forge revoke x"],
  ])("takes nothing %s", (_, body) => {
    expect(parseRevokeCommands(body)).toEqual([]);
  });
});
