import { describe, expect, it } from "vitest";
import { createFakeForge, people } from "../testing/fake-forge.ts";
import { pushFiles, readBranchFile } from "../testing/fake-github-state.ts";

const yaml = "cms: bench\nname: acme-scale\ndescription: Reads the Acme scale.\nusb: ['0403:6001']\n";

async function openPull(files: Record<string, string>) {
  const forge = createFakeForge();
  const { state } = forge;
  state.branches.set("ask", state.branches.get("main") ?? "");
  const headSha = pushFiles(state, "ask", files, people.bob);
  const thread = forge.openIssue(people.bob, "Please", "no form here");
  thread.pull = { head: "ask", base: "main", headSha, merged: false, requested: [] };
  const handled = await forge.touch(1, people.bob);
  return { forge, handled };
}

describe("a request by pull request", () => {
  it("is answered there and made on the forge's own branch", async () => {
    const { forge } = await openPull({ "requests/acme-scale.yml": yaml });
    expect(forge.status(1)).toContain("acme-scale");
    expect(forge.state.threads.get(2)?.pull?.head).toBe("forge/request-1");
    expect(forge.state.branches.get("ask")).toBe(forge.state.threads.get(1)?.pull?.headSha);
  });

  it("shows a push after acceptance as a difference of the plan, and takes it over when a triager accepts it", async () => {
    const { forge } = await openPull({ "requests/acme-scale.yml": yaml });
    const thread = forge.state.threads.get(1);
    const made = forge.state.branches.get("forge/request-1");
    const edited = yaml.replace("0403:6001", "04d8:00df");
    if (thread?.pull)
      thread.pull.headSha = pushFiles(forge.state, "ask", { "requests/acme-scale.yml": edited }, people.bob);
    await forge.touch(1, people.bob);
    expect(forge.status(1)).toContain("| `usb` | `0403:6001` | `04d8:00df` |");
    expect(forge.state.branches.get("forge/request-1")).toBe(made);
    await forge.say(1, people.dave, "/forge accept");
    expect(forge.state.branches.get("forge/request-1")).not.toBe(made);
    expect(readBranchFile(forge.state, "forge/request-1", "plugins/acme-scale/plugin.json")).toContain("04d8");
  });

  it("stays as accepted when its file is taken away again", async () => {
    const { forge } = await openPull({ "requests/acme-scale.yml": yaml });
    const made = forge.state.branches.get("forge/request-1");
    const thread = forge.state.threads.get(1);
    if (thread?.pull) thread.pull.headSha = pushFiles(forge.state, "ask", { "README.md": "no" }, people.bob);
    await forge.touch(1, people.bob);
    expect(forge.state.branches.get("forge/request-1")).toBe(made);
    expect(forge.status(1)).not.toContain("edited");
  });

  it("must be named as its file", async () => {
    const { forge } = await openPull({ "requests/other.yml": yaml });
    expect(forge.status(1)).toContain("must be the file's name");
    expect(forge.state.branches.has("forge/request-1")).toBe(false);
  });

  it.each([
    ["two files", { "requests/acme-scale.yml": yaml, "README.md": "hi" }],
    ["another folder", { "plugins/acme-scale.yml": yaml }],
  ])("of %s is none of the forge's business", async (_, files) => {
    const { forge, handled } = await openPull(files);
    expect(handled).toBeNull();
    expect(forge.takeWrites()).toEqual([]);
  });
});
