import { ForgeError } from "@plugsmith/schemas";
import { expect, it } from "vitest";
import type { GeneratedPlugin, PluginEngine } from "../engine/plugin-engine.ts";
import type { PublishedPlugin } from "../facts/facts.ts";
import { decideStanding } from "./decide-standing.ts";

const digest = `sha256:${"1".repeat(64)}`;
const pin = {
  schemaVersion: 1,
  request: { cms: "node", name: "shop-hook", description: "Webhooks", change: "major" },
  requestNumber: 7,
  requester: { id: 2, login: "bob" },
  pack: { name: "node", version: "1.1.0", digest },
  engine: "template",
};
const published = { pin, manifest: { name: "shop-hook", version: "2.0.0" } } as unknown as PublishedPlugin;
const migration = { schemaVersion: 1, number: 2, to: "1.2.0", summary: "Moved.", steps: [] };
const making = (pack: object, more: object = {}): PluginEngine => {
  const made = { pack: { name: "node", version: "1.1.0", digest, ...pack }, upgraded: null, conflicts: [], ...more };
  return () => made as unknown as GeneratedPlugin;
};
const decide = (engine: PluginEngine) => decideStanding(published, engine);

it("counts what waits where there are newer templates, and names the places that people changed too", () => {
  const found = decide(
    making(
      { version: "1.2.0" },
      { upgraded: { from: "1.1.0", migrations: [migration] }, conflicts: [{ path: "a.js", kind: "text", text: {} }] },
    ),
  );
  expect(found).toEqual({
    name: "shop-hook",
    version: "2.0.0",
    pack: "node",
    from: "1.1.0",
    to: "1.2.0",
    state: "behind",
    request: 7,
    migrations: [{ number: 2, to: "1.2.0", summary: "Moved." }],
    conflicts: [{ path: "a.js", kind: "text" }],
    reason: null,
  });
});

it.each([
  ["current", {}],
  ["ahead", { version: "1.0.9" }],
  ["ahead", { version: "1.1.0-beta" }],
  ["changed", { digest: `sha256:${"2".repeat(64)}` }],
  ["blocked", { name: "nodejs", version: "9.0.0" }],
])("says %s for %j", (state, pack) => {
  expect(decide(making(pack))).toMatchObject({ state, migrations: [], conflicts: [] });
});

it("says why today's pack refuses the request, and lets a mistake of its own through", () => {
  const throwing = (error: Error): PluginEngine => {
    return () => {
      throw error;
    };
  };
  const refused = decide(throwing(new ForgeError("feature_unsupported", { message: "No refunds." })));
  expect(refused).toMatchObject({ state: "blocked", to: null, reason: "No refunds." });
  expect(() => decide(throwing(new TypeError("x")))).toThrow(TypeError);
});

it("asks for the next version as little as the upgrade itself does: the request without its kind of change", () => {
  const asked: unknown[] = [];
  const engine = making({});
  decideStanding(published, (input) => {
    asked.push(input.request);
    return engine(input);
  });
  expect(asked).toEqual([{ cms: "node", name: "shop-hook", description: "Webhooks" }]);
});

it("has nothing to say of a plugin that no pack made", () => {
  expect(decideStanding({ ...published, pin: null }, making({}))).toBeNull();
});
