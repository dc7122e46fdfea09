import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DoorWorld, openDoorWorld } from "./open-door-world.ts";

const description = "Webhooks for the Acme shop";
const body = `### cms\n\nnode\n\n### name\n\nshop-hook\n\n### description\n\n${description}\n`;
const readme = "plugins/shop-hook/README.md";

describe("a plugin that is generated again after people pushed, over the real server", () => {
  let world: DoorWorld;
  let request = 0;
  let branch = "";
  beforeAll(async () => {
    world = await openDoorWorld();
    request = (await world.as("requester").openIssue("Forge request: shop-hook", body)).number;
    branch = `forge/request-${request}`;
    await world.settle();
  }, 60_000);
  afterAll(() => world.close());

  const api = (route: string, parameters: Record<string, unknown> = {}) => {
    const writer = world.as("writer");
    return writer.request(`${route.replace("~", "/repos/{owner}/{repo}")}`, { ...writer.repository, ...parameters });
  };
  async function read(path: string): Promise<{ text: string; sha: string }> {
    const { data } = await api("GET ~/contents/{path}", { path, ref: branch });
    const { content, sha } = data as { content: string; sha: string };
    return { text: Buffer.from(content, "base64").toString(), sha };
  }
  async function push(path: string, content: Uint8Array | string, sha?: string): Promise<void> {
    const encoded = Buffer.from(content).toString("base64");
    await api("PUT ~/contents/{path}", { path, branch, message: "By hand", content: encoded, ...(sha && { sha }) });
  }
  const ask = async (words: string) => {
    await world.as("requester").editIssue(request, body.replace(description, words));
    await world.settle();
    await world.as("triager").comment(request, "/forge accept");
    await world.settle();
  };
  const list = async (what: string) => {
    const pull = await world.as("writer").pullOf(branch);
    return (await api(`GET ~/pulls/{number}/${what}`, { number: pull?.number })).data as Record<string, unknown>[];
  };

  it("holds what they wrote beside the new rendering, bytes and all, and no review where nothing differs", async () => {
    const { text, sha } = await read(readme);
    await push(readme, `${text}\n## Ours\n\nAsk Wim first.\n`, sha);
    const logo = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xfe]);
    await push("plugins/shop-hook/logo.png", logo);
    await world.settle();
    await ask("Webhooks and refunds for the Acme shop");
    const merged = await read(readme);
    expect(merged.text).toContain("Webhooks and refunds for the Acme shop");
    expect(merged.text).toContain("Ask Wim first.");
    const { data } = await api("GET ~/contents/{path}", { path: "plugins/shop-hook/logo.png", ref: branch });
    expect(Uint8Array.from(Buffer.from((data as { content: string }).content, "base64"))).toEqual(logo);
    expect(await list("reviews")).toEqual([]);
  }, 60_000);

  it("has one review with a suggestion on people's lines where both changed them, which GitHub takes as it is", async () => {
    const { text, sha } = await read(readme);
    await push(readme, text.replace("Webhooks and refunds for the Acme shop", "Wim's hooks"), sha);
    await world.settle();
    const seen = world.github.requests.length;
    await ask("Webhooks and payouts for the Acme shop");
    const merged = await read(readme);
    expect(merged.text).toContain("Wim's hooks");
    expect(merged.text).toContain("Ask Wim first.");
    const [review, ...others] = await list("reviews");
    expect(others).toEqual([]);
    expect(review).toMatchObject({ state: "COMMENTED", user: { type: "Bot" } });
    const [comment] = await list("comments");
    expect(comment).toMatchObject({ path: readme, side: "RIGHT" });
    expect(merged.text.split("\n")[Number(comment?.["line"]) - 1]).toContain("Wim's hooks");
    expect(comment?.["body"]).toMatch(/```suggestion\n[^`]*payouts[^`]*```/);
    const posts = world.github.requests.slice(seen).filter(({ method, path }) => {
      return method === "POST" && path.endsWith("/reviews");
    });
    expect(posts).toHaveLength(1);
    const comments = await world.as("writer").comments(request);
    expect(comments.find((one) => one.body.startsWith("<!-- plugsmith:status -->"))?.body).toContain(
      `#pullrequestreview-${review?.["id"]}`,
    );
    await world.restartBot();
    await world.as("requester").comment(request, "Thanks!");
    await world.settle();
    expect(await list("reviews")).toHaveLength(1);
  }, 60_000);
});
