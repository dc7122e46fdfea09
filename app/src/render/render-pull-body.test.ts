import type { ForgeRequest, PluginManifest } from "@plugsmith/schemas";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GeneratedPlugin } from "../engine/plugin-engine.ts";
import { fakeEngine } from "../testing/fake-engine.ts";
import { people } from "../testing/fake-forge.ts";
import { renderPullBody } from "./render-pull-body.ts";

const request: ForgeRequest = {
  cms: "bench",
  name: "acme-scale",
  description: "Reads the Acme scale.",
  usb: [{ vendorId: "0403", productId: "6001", serial: "FT1" }],
};
const make = (): GeneratedPlugin => fakeEngine({ request, requestNumber: 7, requester: people.bob, published: null });
const render = (plugin: GeneratedPlugin, changed: Partial<ForgeRequest> = {}) =>
  renderPullBody({ request: { ...request, ...changed }, requestNumber: 7, requester: "bob", plugin });
const withPermissions = (permissions: Partial<PluginManifest["permissions"]>, previous?: PluginManifest) => {
  const plugin = make();
  const manifest = { ...plugin.manifest, permissions: { ...plugin.manifest.permissions, ...permissions } };
  return { ...plugin, manifest, previous: previous ?? null };
};

describe("renderPullBody", () => {
  it("shows every kind of permission, also those that are not asked for", () => {
    const body = render(make());
    for (const row of [
      "| Connects to | no | – |",
      "| Takes connections | no | – |",
      "| Files | no | – |",
      "| USB devices | `0403:6001` serial `FT1` | new |",
      "| Memory | 64 MiB | new |",
      "| Other plugins | no | – |",
    ])
      expect(body).toContain(row);
  });

  it("names pack, digest and engine that the files come from", () => {
    expect(render(make())).toContain(
      `**Made from** 3 files of pack \`bench\` 1.0.0 (\`sha256:${"1".repeat(64)}\`), engine \`template\`, isolation \`process\`.`,
    );
  });

  it("marks what is new and what is gone, and asks the reviewer to want what is more", () => {
    const outbound = (host: string) => ({ network: { outbound: [{ host, port: 443 }], inbound: false } });
    const before = withPermissions(outbound("old.example")).manifest;
    const body = render(withPermissions({ ...outbound("new.example"), memory: 128 }, before));
    expect(body).toContain("| Connects to | `new.example:443` | ➕ `new.example:443`<br>➖ `old.example:443` |");
    expect(body).toContain("| Files | no | same |");
    expect(body).toContain("- [ ] Other than 1.0.0 it may connect to `new.example:443`, and that is wanted.");
    expect(body).toContain("- [ ] `new.example:443` belongs to whom the request means");
    expect(render(withPermissions({}, make().manifest))).not.toContain("Other than 1.0.0");
  });

  it("asks about files that people and the pack both changed, and about removed ones", () => {
    const body = render({
      ...make(),
      conflicts: [{ path: "src/a.js", kind: "file_changed" as const }],
      removed: ["src/b.js"],
    });
    expect(body).toContain("- [ ] `src/a.js` was changed by hand");
    expect(body).toContain("- [ ] `src/b.js` is removed");
  });

  it("lets nothing that a stranger wrote mention, link, close an issue, tick a box or break the table", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("@all ", "closes #1 ", "\n- [x] ", "|", "`", "<b>", "](x)", "a"),
      maxLength: 30,
    });
    fc.assert(
      fc.property(nasty, nasty, nasty, (description, notes, path) => {
        const plugin = { ...make(), conflicts: [{ path, kind: "file_changed" as const }], removed: [path] };
        const body = render({ ...plugin, manifest: { ...plugin.manifest, description } }, { notes });
        expect(body).not.toMatch(/^- \[x\]/mu);
        // GitHub reads neither mentions nor references inside code.
        const open = body.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/gu, "");
        expect(open.replace("For #7", "").replace("comment of #7", "")).not.toMatch(/@all|(?<!&)#1\b|<b>/u);
        const columns = body.split("\n").filter((line) => /^\| (Connects|Files|USB|Plugin|Kind)/u.test(line));
        expect(columns.every((line) => line.endsWith("|"))).toBe(true);
      }),
    );
  });
});
