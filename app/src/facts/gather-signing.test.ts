import { expect, it } from "vitest";
import type { RepositoryMirror } from "../mirror/repository-mirror.ts";
import { gatherSigning } from "./gather-signing.ts";

const digest = "c".repeat(40);
const file = ".github/workflows/forge-publish.yml";
const gather = (text: string | null) => {
  const mirror = {
    listFiles: async () => (text === null ? [] : [{ path: file, sha: "1", mode: "100644" }]),
    readBlobs: async () => [Buffer.from(text ?? "")],
  } as unknown as RepositoryMirror;
  return gatherSigning(mirror, "a".repeat(40), null);
};
const calling = (uses: string) => `name: forge-publish\njobs:\n  forge:\n    uses: ${uses}\n    with:\n      name: x\n`;
const path = "acme/plugsmith/.github/workflows/publish.yml";

it("finds the commit of the publish workflow that the forge calls", async () => {
  for (const uses of [`${path}@${digest}`, `${path}@${digest} # 1.4.0`])
    expect((await gather(calling(uses))).workflow).toEqual({ workflow: `https://github.com/${path}`, digest });
});

it.each([
  ["the forge has no such file", null],
  ["it calls a branch, which can be anything by the time it runs", calling(`${path}@main`)],
  ["it calls another file", calling(`acme/plugsmith/.github/workflows/pipeline.yml@${digest}`)],
])("says nothing where %s", async (_, text) => {
  expect((await gather(text)).workflow).toBeNull();
});
