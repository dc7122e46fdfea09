import { expect, it } from "vitest";
import { createFakeForge, people } from "../testing/fake-forge.ts";
import { applyOpenIssue } from "./apply-open-issue.ts";

it("opens one issue, and finds it again while it is open; somebody else's with the same words is none of ours", async () => {
  const forge = createFakeForge();
  forge.openIssue(people.mallory, "Title", "Text", ["forge-request"]);
  const context = { request: forge.request, repository: { owner: "acme", repo: "forge" }, forge: forge.context.forge };
  const issue = { title: "Title", body: "Text\n", labels: ["forge-request"] };
  const number = await applyOpenIssue(context, issue);
  expect(number).toBe(2);
  expect(await applyOpenIssue(context, issue)).toBe(number);
  Object.assign(forge.state.threads.get(number) ?? {}, { open: false });
  expect(await applyOpenIssue(context, issue)).toBe(3);
});
