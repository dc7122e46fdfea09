import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, newDeliveryId, openDoorWorld } from "./open-door-world.ts";
import { readWorldState } from "./read-world-state.ts";

const body = "### cms\n\nnode\n\n### name\n\nshop-hook\n\n### description\n\nWebhooks for the Acme shop\n";

describe("deliveries, over the real server", () => {
  let world: DoorWorld;
  /** A delivery that GitHub really sent: the issue that was opened. */
  let opened: string;
  let before: unknown;
  beforeAll(async () => {
    world = await openDoorWorld();
    await world.as("requester").openIssue("Forge request: shop-hook", body);
    await world.settle();
    opened = world.github.deliveries.find(({ event, action }) => event === "issues" && action === "opened")?.body ?? "";
    before = await readWorldState(world);
  }, 60_000);
  afterAll(() => world.close());

  const sign = (bytes: string | Uint8Array, secret = world.github.app.webhookSecret) =>
    `sha256=${createHmac("sha256", secret).update(bytes).digest("hex")}`;
  async function deliver(bytes: string | Uint8Array, headers: Record<string, string> = {}) {
    const response = await fetch(`${world.botUrl}/api/github/webhooks`, {
      method: "POST",
      body: bytes as string,
      headers: {
        "content-type": "application/json",
        "x-github-event": "issues",
        "x-github-delivery": newDeliveryId(),
        "x-hub-signature-256": sign(bytes),
        ...headers,
      },
    });
    return { http: response.status, ...((await response.json()) as { code?: string; status?: string }) };
  }
  const change = (edit: (payload: Record<string, Record<string, unknown>>) => void) => {
    const payload = JSON.parse(opened) as Record<string, Record<string, unknown>>;
    edit(payload);
    return JSON.stringify(payload);
  };

  /** What a stranger, or a broken proxy, may send; none is a 5xx, none changes anything. */
  const refused: [string, () => { bytes: string | Uint8Array; headers?: Record<string, string> }, number][] = [
    ["no signature", () => ({ bytes: opened, headers: { "x-hub-signature-256": "" } }), 401],
    ["another secret", () => ({ bytes: opened, headers: { "x-hub-signature-256": sign(opened, "guess") } }), 401],
    ["a changed byte", () => ({ bytes: `${opened} `, headers: { "x-hub-signature-256": sign(opened) } }), 401],
    ["SHA-1 only", () => ({ bytes: opened, headers: { "x-hub-signature-256": "sha1=aa" } }), 401],
    [
      "a form body",
      () => ({ bytes: "payload=%7B%7D", headers: { "content-type": "application/x-www-form-urlencoded" } }),
      415,
    ],
    ["text", () => ({ bytes: opened, headers: { "content-type": "text/plain" } }), 415],
    ["gzip", () => ({ bytes: opened, headers: { "content-encoding": "gzip" } }), 415],
    ["no delivery id", () => ({ bytes: opened, headers: { "x-github-delivery": "" } }), 400],
    ["a path as delivery id", () => ({ bytes: opened, headers: { "x-github-delivery": "../../etc/passwd" } }), 400],
    ["no event", () => ({ bytes: opened, headers: { "x-github-event": "" } }), 400],
    ["a prototype as event", () => ({ bytes: opened, headers: { "x-github-event": "__proto__" } }), 400],
    ["the payload of another event", () => ({ bytes: opened, headers: { "x-github-event": "issue_comment" } }), 400],
    ["an empty body", () => ({ bytes: "" }), 400],
    ["half a body", () => ({ bytes: opened.slice(0, 500) }), 400],
    ["a list", () => ({ bytes: `[${opened}]` }), 400],
    ["null", () => ({ bytes: "null" }), 400],
    ["bytes that are no text", () => ({ bytes: new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) }), 400],
    ["deep nesting", () => ({ bytes: `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}` }), 400],
    ["no repository", () => ({ bytes: change((payload) => delete payload["repository"]) }), 400],
    ["a repository without id", () => ({ bytes: change((payload) => delete payload["repository"]?.["id"]) }), 400],
    [
      "an installation without id",
      () => ({ bytes: change((payload) => Object.assign(payload, { installation: {} })) }),
      400,
    ],
    ["a body beyond the limit", () => ({ bytes: JSON.stringify({ pad: "x".repeat(3_000_000) }) }), 413],
  ];
  it.each(refused)("refuses %s", async (_, make, http) => {
    const { bytes, headers } = make();
    expect(await deliver(bytes, headers)).toMatchObject({ http, code: "delivery_refused" });
  });

  /** Signed by somebody who holds the secret and lies: each is a hint, and GitHub says otherwise. */
  const lies: [string, () => { bytes: string; headers?: Record<string, string> }][] = [
    ["the very delivery again", () => ({ bytes: opened })],
    ["the delivery under another event's name", () => ({ bytes: opened, headers: { "x-github-event": "star" } })],
    [
      "an issue that does not exist",
      () => ({ bytes: change(({ issue }) => Object.assign(issue ?? {}, { number: 999 })) }),
    ],
    [
      "another text than the issue has",
      () => ({
        bytes: change(({ issue }) => Object.assign(issue ?? {}, { body: body.replace("shop-hook", "evil-hook") })),
      }),
    ],
    [
      "another author than the issue has",
      () => ({
        bytes: change(({ sender, issue }) => Object.assign(sender ?? {}, { id: 1, login: "ada" }, issue && {})),
      }),
    ],
    [
      "an end of a run that never was",
      () => ({
        bytes: change((payload) => {
          delete payload["issue"];
          const run = { id: 424242, name: "forge-publish", display_title: `forge-publish shop-hook ${"a".repeat(40)}` };
          Object.assign(payload, {
            action: "completed",
            workflow_run: {
              ...run,
              path: ".github/workflows/forge-publish.yml",
              status: "completed",
              conclusion: "success",
              event: "workflow_dispatch",
              head_branch: "main",
            },
          });
        }),
        headers: { "x-github-event": "workflow_run" },
      }),
    ],
    [
      "an event of no interest",
      () => ({ bytes: '{"zen":"Design for failure."}', headers: { "x-github-event": "ping" } }),
    ],
  ];
  it.each(lies)("takes %s as a hint that changes nothing", async (_, make) => {
    const { bytes, headers } = make();
    expect((await deliver(bytes, headers)).http).toBe(202);
    await world.settle();
  });

  it("left everything as it was, and lives", async () => {
    await world.settle();
    expect(await readWorldState(world)).toEqual(before);
    expect((await fetch(`${world.botUrl}/readyz`)).status).toBe(200);
  });
});
