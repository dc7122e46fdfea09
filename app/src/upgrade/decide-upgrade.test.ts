import { type Pack, readPacks } from "@plugsmith/templates";
import { beforeEach, describe, expect, it } from "vitest";
import { createTemplateEngine } from "../engine/template-engine.ts";
import {
  createFakeForge,
  digestA,
  type FakeForge,
  goodBody,
  greenResults,
  people,
  publishAsWorkflow,
} from "../testing/fake-forge.ts";
import { pushFiles, readBranchFile } from "../testing/fake-github-state.ts";

const { bob, carol, dave, maintainer } = people;
const packs = await readPacks();
const shipped = packs.find(({ definition }) => definition.name === "bench") as Pack;
/** Whatever version ships, these two are one apart. */
const first: Pack = { ...shipped, definition: { ...shipped.definition, version: "1.0.0" } };

/** The bench pack a version later: its readme lies elsewhere and says more. */
const second: Pack = {
  ...first,
  digest: `sha256:${"2".repeat(64)}`,
  definition: {
    ...first.definition,
    version: "1.1.0",
    files: first.definition.files.map((file) =>
      file.path === "README.md" ? { ...file, path: "docs/README.md" } : file,
    ),
  },
  templates: new Map(
    [...first.templates].map(([path, text]) => [path, path === "README.md.eta" ? `${text}\nNewer.\n` : text]),
  ),
  migrations: [
    {
      schemaVersion: 1,
      number: 1,
      to: "1.1.0",
      summary: "The readme lies in docs/.",
      steps: [{ rename: { from: "README.md", to: "docs/README.md" } }],
    },
  ],
};
const folder = "plugins/acme-scale";

describe("newer templates for a published plugin", () => {
  let forge: FakeForge;
  beforeEach(async () => {
    forge = createFakeForge({ engine: createTemplateEngine([first]) });
    forge.openIssue(bob, "Forge request: scale", goodBody, ["forge-request"]);
    await forge.touch(1, bob);
    const readme = readBranchFile(forge.state, "forge/request-1", `${folder}/README.md`) ?? "";
    pushFiles(forge.state, "forge/request-1", { [`${folder}/README.md`]: `Ours first.\n${readme}` }, carol);
    await forge.touch(1);
    publishAsWorkflow(forge, 1);
    await forge.touch(1);
  });
  const bringNewer = () => Object.assign(forge.context, { engine: createTemplateEngine([second]) });
  const threads = () => [...forge.state.threads.values()];
  const last = () => forge.told(1).at(-1) ?? "";

  it("are told of in the status, and asked for by a maintainer in an issue and a pull request of their own", async () => {
    expect(forge.status(1)).not.toContain("newer templates");
    bringNewer();
    await forge.touch(1);
    expect(forge.status(1)).toContain("There are newer templates (`bench` 1.1.0; it was made with 1.0.0)");
    const result = await forge.say(1, maintainer, "/forge upgrade");
    expect(last()).toContain("bench 1.0.0 → 1.1.0");
    const issue = threads().at(-1);
    expect(issue).toMatchObject({
      title: "Forge request: upgrade acme-scale to bench 1.1.0",
      labels: ["forge-request"],
    });
    expect(result?.opened).toEqual([issue?.number]);

    const number = issue?.number ?? 0;
    await forge.touch(number);
    const pull = threads().at(-1);
    expect(pull?.pull?.head).toBe(`forge/request-${number}`);
    expect(pull?.body).toMatch(
      /Pack `bench` 1\.0\.0 → 1\.1\.0\. Migrations done first:\n\n- 1 \(1\.1\.0\): The readme lies in docs/u,
    );
    const read = (path: string) => readBranchFile(forge.state, `forge/request-${number}`, `${folder}/${path}`);
    expect(read("README.md")).toBeUndefined();
    expect(read("docs/README.md")).toMatch(/^Ours first\.\n[^]*\nNewer\.\n$/u);
    expect(JSON.parse(read("plugin.json") ?? "")).toMatchObject({ version: "1.1.0", author: "bob" });
    expect(JSON.parse(read("forge.json") ?? "")).toMatchObject({
      pack: { version: "1.1.0" },
      requester: maintainer.id ? { id: maintainer.id } : {},
    });
  });

  it("go through the ordinary gates: who asked for them may not approve", async () => {
    bringNewer();
    await forge.say(1, maintainer, "/forge upgrade");
    const number = threads().at(-1)?.number ?? 0;
    await forge.touch(number);
    const pull = threads().at(-1)?.number ?? 0;
    forge.tick(1000);
    forge.endRun("forge-pipeline.yml", "success", greenResults(digestA));
    await forge.touch(number);
    forge.tick(1000);
    for (const user of [maintainer, carol, dave]) forge.review(pull, user, "APPROVED");
    await forge.touch(number);
    expect(forge.status(number)).toContain("Approvals: ");
    expect(forge.status(number)).toMatch(/`maintainer` not counted/u);
  });

  it("are refused to others, before they are there, and for what a later request made", async () => {
    await forge.say(1, maintainer, "/forge upgrade");
    expect(last()).toContain("no newer templates");
    bringNewer();
    for (const user of [bob, carol]) {
      await forge.say(1, user, "/forge upgrade");
      expect(last()).toContain("command_not_allowed");
    }
    pushFiles(forge.state, "main", { [`${folder}/forge.json`]: null }, maintainer);
    await forge.say(1, maintainer, "/forge upgrade");
    expect(last()).toContain("no newer templates");
    expect(threads()).toHaveLength(2);
  });

  it("open one issue, however often they are asked for while it is open", async () => {
    bringNewer();
    for (const _ of [1, 2]) await forge.say(1, maintainer, "/forge upgrade");
    expect(threads().filter(({ title }) => title.includes("upgrade"))).toHaveLength(1);
  });

  it("are asked for by nobody in an issue that the log does not know, or that somebody edited", async () => {
    bringNewer();
    await forge.say(1, maintainer, "/forge upgrade");
    const issue = threads().at(-1);
    const twin = { ...issue, number: 4, body: issue?.body.replace("0403", "04d8") };
    forge.state.threads.set(4, twin as never);
    expect(await forge.touch(4)).toBeNull();
    await forge.touch(3);
    const before = forge.status(3);
    Object.assign(issue ?? {}, { body: `${issue?.body}\nMore.` });
    await forge.touch(3);
    expect(forge.status(3)).toBe(before);
  });
});
