import { describe, expect, it } from "vitest";
import { findRequestMarker } from "./find-request-marker.ts";

const issue = (given: Partial<Parameters<typeof findRequestMarker>[0]>) => ({
  title: "A question",
  body: "Does this work?",
  labels: ["bug"],
  ...given,
});

describe("findRequestMarker", () => {
  it.each([
    ["its label", { labels: ["bug", "forge-request"] }],
    ["its title", { title: "  Forge Request: scale" }],
    ["a mark in a comment", { body: "Hello\n<!--forge-request-->" }],
    ["a mark with blanks in a comment", { body: "<!--  forge-request  -->" }],
    ["a marked block", { body: "text\n```yaml forge-request\ncms: tool\n```" }],
    ["a marked block of tildes", { body: "~~~~ \tJSON \tforge-request \n{}\n~~~~" }],
    ["a marked block of yml", { body: "```yml forge-request\n" }],
    ["the form", { body: "### cms\n\ntool" }],
    ["the form with Windows line ends", { body: "### name\r\n\r\na\r\n### description\r\n\r\nb" }],
  ])("knows a request by %s", (_, given) => {
    expect(findRequestMarker(issue(given))).toBe(true);
  });

  it.each([
    ["an ordinary issue", {}],
    ["a longer label", { labels: ["forge-requests"] }],
    ["a title that only speaks of requests", { title: "My forge request fails" }],
    ["a title that begins with a longer word", { title: "Forge requested" }],
    ["another comment", { body: "<!-- forge-requests -->" }],
    ["a block without the mark", { body: "```yaml\ncms: tool\n```" }],
    ["a block with more behind the mark", { body: "```yaml forge-request x\n```" }],
    ["a mark in a line of text", { body: "write ```yaml forge-request" }],
    ["a marked block of another language", { body: "```js forge-request\n```" }],
    ["two backticks", { body: "``yaml forge-request\n``" }],
    ["a form that is shown as code", { body: "~~~\n### cms\n\ntool\n~~~" }],
    ["one heading that others have as well", { body: "### name\n\na" }],
    ["another heading that others have as well", { body: "### description\n\na" }],
  ])("leaves alone %s", (_, given) => {
    expect(findRequestMarker(issue(given))).toBe(false);
  });
});
