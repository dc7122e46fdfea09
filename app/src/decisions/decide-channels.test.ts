import { describe, expect, it } from "vitest";
import { lastAnswer, openApproved, runsOf } from "../testing/command-forge.ts";
import { type FakeForge, people, publishAsWorkflow } from "../testing/fake-forge.ts";
import { pushFiles, readBranchFile } from "../testing/fake-github-state.ts";
import { makeEntry, writeLedger } from "../testing/fake-ledger.ts";

const { carol, dave } = people;
const config = "channels:\n  - { name: npm, kind: npm, scope: '@acme' }\n";
const trouble = { code: "channel_unreachable", message: "The npm registry did not answer.", hint: "Try again." };
const failed = makeEntry("npm", "npm", "failed", { trouble });
const published = makeEntry("npm", "npm", "published", { evidence: { url: "https://npm.test/acme-scale" } });
const publishes = (forge: FakeForge) => runsOf(forge, "forge-publish.yml");

/** The publish run ended with release and registry written, and npm as given. */
async function openPublished(npm = failed, conclusion = "failure"): Promise<FakeForge> {
  const forge = await openApproved({ config });
  await forge.say(1, carol, "/forge publish");
  publishAsWorkflow(forge, 1);
  writeLedger(forge, npm);
  forge.endRun("forge-publish.yml", conclusion);
  await forge.touch(1);
  return forge;
}

describe("channels of a published version", () => {
  it("are a table in the status comment: state, when, link or what to do", async () => {
    const forge = await openPublished();
    const rows = forge
      .status(1)
      .split("\n")
      .filter((line) => /^\| `(release|registry|npm)`/u.test(line));
    expect(rows).toEqual([
      "| `release` | ✅ published | 2026-01-01 00:00Z |  |",
      "| `registry` | ✅ published | 2026-01-01 00:00Z |  |",
      "| `npm` | ❌ failed | 2026-01-01 00:00Z | `channel_unreachable` The npm registry did not answer. · Try again. |",
    ]);
    expect(forge.status(1)).toContain(
      "Not on `npm`: the table says why, `/forge retry publish` does only what is missing.",
    );
  });

  it("keep the request open until the last has it, and the approvers are told once", async () => {
    const forge = await openPublished();
    expect(forge.state.threads.get(1)?.open).toBe(true);
    const told = () => forge.told(1).filter((body) => body.includes("Not on `npm`"));
    expect(told()).toHaveLength(1);
    await forge.touch(1);
    expect(told()).toHaveLength(1);
    writeLedger(forge, published);
    await forge.touch(1);
    expect(forge.state.threads.get(1)?.open).toBe(false);
    expect(forge.status(1)).toContain(
      "| `npm` | ✅ published | 2026-01-01 00:00Z | [open](<https://npm.test/acme-scale>) |",
    );
  });

  it.each(["/forge retry publish", "/forge retry", "/forge publish"])("go on with %s", async (command) => {
    const forge = await openPublished();
    await forge.say(1, carol, command);
    expect(publishes(forge)).toHaveLength(2);
    expect(publishes(forge)[1]?.inputs).toMatchObject({ name: "acme-scale", "dry-run": "false" });
    await forge.say(1, dave, command);
    expect(publishes(forge)).toHaveLength(2);
    expect(forge.status(1)).not.toContain("Not on");
  });

  it("have nothing to go on with when all is done", async () => {
    const forge = await openPublished(published, "success");
    await forge.say(1, carol, "/forge retry publish");
    await forge.say(1, carol, "/forge publish");
    expect(publishes(forge)).toHaveLength(1);
    expect(forge.state.threads.get(1)?.open).toBe(false);
  });

  it("that people go on with do not keep the request open, and are asked again when somebody says so", async () => {
    const forge = await openPublished(
      makeEntry("npm", "npm", "handed_over", { evidence: { todo: "Tick." } }),
      "success",
    );
    expect(forge.state.threads.get(1)?.open).toBe(false);
    expect(forge.status(1)).toContain("People go on with `npm`.");
    await forge.say(1, carol, "/forge publish");
    expect(publishes(forge)).toHaveLength(1);
    await forge.say(1, carol, "/forge retry publish");
    expect(publishes(forge)).toHaveLength(2);
  });

  it("that came into forge.yml later get the version when somebody asks for it, and not before", async () => {
    const forge = await openApproved({ config: "" });
    await forge.say(1, carol, "/forge publish");
    publishAsWorkflow(forge, 1);
    writeLedger(forge);
    forge.endRun("forge-publish.yml", "success");
    await forge.touch(1);
    const asked = "/forge retry publish";
    await forge.say(1, carol, asked);
    expect(lastAnswer(forge)).toContain("nothing that failed");
    const file = ".github/forge.yml";
    const before = readBranchFile(forge.state, "main", file);
    const other = "channels:\n  - { name: shop, kind: kit, store: magento }\n";
    pushFiles(forge.state, "main", { [file]: `${before}\n${other}` }, people.maintainer);
    await forge.say(1, carol, asked);
    expect(lastAnswer(forge)).toContain("nothing that failed");
    pushFiles(forge.state, "main", { [file]: `${before}\n${config}` }, people.maintainer);
    await forge.touch(1);
    expect(publishes(forge)).toHaveLength(1);
    await forge.say(1, carol, asked);
    expect(lastAnswer(forge)).toContain("The version goes to `npm` too");
    expect(publishes(forge)).toHaveLength(2);
  });

  it("are planned in the answer to a dry run", async () => {
    for (const [given, last] of [
      [config, "- `npm`: would be published (npm)"],
      ["", "- `registry`: would be published (registry)"],
    ] as const) {
      const forge = await openApproved({ config: given });
      await forge.say(1, carol, "/forge publish dry-run=true");
      expect(lastAnswer(forge)).toContain("nothing will be merged or released.\n- `release`: would be published");
      expect(lastAnswer(forge).trim().split("\n").at(-1)).toBe(last);
    }
    const again = await openPublished();
    await again.say(1, carol, "/forge publish dry-run=true");
    expect(lastAnswer(again)).toContain("- `registry`: has it already");
    expect(publishes(again)[1]?.inputs["dry-run"]).toBe("true");
  });
});

describe("channels of a revoked version", () => {
  it("that did not take it back are named, and /forge retry publish starts only the registry workflow again", async () => {
    const forge = await openPublished(published, "success");
    await forge.say(1, carol, "/forge revoke readings drift");
    publishAsWorkflow(forge, 1, "suspended");
    await forge.touch(1);
    await forge.say(1, dave, "/forge revoke confirm");
    publishAsWorkflow(forge, 1, "revoked");
    const release = makeEntry("release", "github-release", "retracted");
    const registry = makeEntry("registry", "registry", "retracted");
    writeLedger(forge, release, registry, { ...published, trouble });
    forge.endRun("forge-registry.yml", "failure");
    await forge.touch(1);
    expect(forge.status(1)).toContain("Not taken back yet from `npm`");
    const before = runsOf(forge, "forge-registry.yml").length;
    await forge.say(1, carol, "/forge retry publish");
    expect(
      runsOf(forge, "forge-registry.yml")
        .slice(before)
        .map(({ inputs }) => inputs["action"]),
    ).toEqual(["revoke"]);
    expect(publishes(forge)).toHaveLength(1);
    writeLedger(forge, release, registry, { ...published, state: "retracted" });
    await forge.touch(1);
    expect(forge.status(1)).not.toContain("Not taken back");
  });
});
