import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkRequest } from "@plugsmith/app";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runPlugsmith } from "../testing/run-plugsmith.ts";
import { type RequestWorld, startRequestWorld } from "../testing/start-request-world.ts";
import { approveRequest } from "./approve-request.ts";
import { commentCommand } from "./comment-command.ts";
import { showRequest } from "./show-request.ts";

const good = 'cms: bench\nname: lab-scale\ndescription: Reads the scale on the bench\nusb: ["0403:6001"]\n';
const digestA = `sha256:${"a".repeat(64)}`;
const digestB = `sha256:${"b".repeat(64)}`;
const golden = readFileSync(join(import.meta.dirname, "../../../src/render/golden/status-review.md"), "utf8");

let world: RequestWorld;
beforeAll(async () => {
  world = await startRequestWorld();
});
afterAll(() => world.close());

const reviewsOf = async (pull: number) => {
  const rosa = world.as("rosa");
  const route = "GET /repos/{owner}/{repo}/pulls/{pull}/reviews";
  return (await rosa.request(route, { ...rosa.repository, pull })).data as Record<string, unknown>[];
};
/** A request with its pull request, as the bot would have made it. */
async function openWithPull(name: string) {
  const { number } = await world.as("rosa").openIssue(`Forge request: ${name}`, "x");
  const pull = await world.openPull(number, name);
  return { number, pull: pull.number, head: pull.head.sha };
}

describe("plugsmith request open", () => {
  const open = (verb: string, input: string) =>
    runPlugsmith(["request", verb, "-", "--json"], { input, env: world.environment("rosa") });

  it("opens the issue that the bot reads as the same request, labelled, and says where it is", async () => {
    const run = await open("open", good);
    expect(run).toMatchObject({ code: 0, result: { code: "ok", request: { name: "lab-scale" } } });
    const number = Number(run.result["number"]);
    expect(run.result["url"]).toBe(`${world.github.url}/acme/forge/issues/${number}`);
    expect(run.stderr).toContain(`#${number}`);
    const rosa = world.as("rosa");
    const { data } = await rosa.request("GET /repos/{owner}/{repo}/issues/{number}", { ...rosa.repository, number });
    const issue = data as { title: string; body: string; user: { login: string } };
    expect(issue).toMatchObject({ title: "Forge request: lab-scale", user: { login: "rosa" } });
    expect(checkRequest(issue.body, "issue").result).toMatchObject({ ok: true, value: { name: "lab-scale" } });
  });

  it("refuses what request check refuses, with every problem, and opens nothing", async () => {
    const before = world.github.requests.length;
    const bad = "cms: drupal\nname: Lab Scale\n";
    const [opened, checked] = await Promise.all([open("open", bad), open("check", bad)]);
    expect(opened).toMatchObject({ code: 1, result: { code: "request_invalid" } });
    expect(opened.result).toEqual(checked.result);
    expect(world.github.requests).toHaveLength(before);
  });
});

describe("plugsmith request show", () => {
  it("shows state, stages, package and approvals of the bot's comment, by request or pull request number", async () => {
    const { number, pull, head } = await openWithPull("acme-scale");
    expect(await world.run("rosa", showRequest, [`${number}`])).toMatchObject({
      code: 1,
      result: { code: "not_now" },
    });
    // A person's comment that looks like the bot's stands first and counts for nothing.
    await world.as("rosa").comment(number, golden.replace("Waits for approvals.", "Published."));
    await world.commentAsBot(number, golden.replaceAll("<head>", head).replaceAll("<short>", head.slice(0, 7)));
    const run = await world.run("ada", showRequest, [`${pull}`]);
    expect(run).toMatchObject({
      code: 0,
      result: {
        number,
        author: "github-actions[bot]",
        state: "Waits for approvals",
        package: { digest: expect.stringMatching(/^sha256:a+$/), headSha: head },
        pullRequest: { number: pull, headSha: head, state: "open" },
      },
    });
    expect(run.result["stages"]).toContainEqual({ stage: "Approvals", mark: "⏳", detail: "1 of 2" });
    expect(run.stderr).toContain("carol approved this commit");
  });

  it("says what GitHub does not find", async () => {
    const run = await world.run("rosa", showRequest, ["999"]);
    expect(run).toMatchObject({ code: 1, result: { code: "github_refused", httpStatus: 404 } });
    expect(run.result["hint"]).toContain("--repository");
  });
});

describe("plugsmith request approve", () => {
  it("approves the exact head of a green pipeline and prints commit and digest, by either number", async () => {
    const { number, pull, head } = await openWithPull("green-one");
    await world.addRun("green-one", head, "success", digestA);
    const run = await world.run("ada", approveRequest, [`${number}`]);
    expect(run).toMatchObject({
      code: 0,
      result: { request: number, pullRequest: pull, headSha: head, digest: digestA },
    });
    for (const fact of [head, digestA]) expect(run.stderr).toContain(fact);
    expect(await reviewsOf(pull)).toMatchObject([{ state: "APPROVED", commit_id: head, user: { login: "ada" } }]);
    const again = await world.run("ada", approveRequest, [`${pull}`], { head: head.slice(0, 10) });
    expect(again).toMatchObject({ code: 0, result: { request: number } });
  });

  it.each([
    ["nothing has run", []],
    ["the newest run is still running", [["success", digestA], [null]]],
    ["the newest run failed", [["success", digestA], ["failure"]]],
    ["the run left no digest", [["success"]]],
  ] as [string, [string | null, string?][]][])("refuses while %s", async (_why, runs) => {
    const name = `not-green-${_why.length}`;
    const { number, pull, head } = await openWithPull(name);
    for (const [conclusion, digest] of runs) await world.addRun(name, head, conclusion, digest);
    expect(await world.run("ada", approveRequest, [`${number}`])).toMatchObject({
      code: 1,
      result: { code: "not_now" },
    });
    expect(await reviewsOf(pull)).toEqual([]);
  });

  it("believes no run of another commit, and no two runs that disagree", async () => {
    const other = await openWithPull("other-head");
    await world.addRun("other-head", "f".repeat(40), "success", digestA);
    expect((await world.run("ada", approveRequest, [`${other.number}`])).result["code"]).toBe("not_now");
    const torn = await openWithPull("torn");
    for (const digest of [digestA, digestB]) await world.addRun("torn", torn.head, "success", digest);
    expect((await world.run("ada", approveRequest, [`${torn.number}`])).result["code"]).toBe("not_reproducible");
    expect(await reviewsOf(torn.pull)).toEqual([]);
  });

  it("refuses another head than the one that was read, and a pull request that is no plugin's", async () => {
    const { number, pull, head } = await openWithPull("moved");
    await world.addRun("moved", head, "success", digestA);
    const moved = await world.run("ada", approveRequest, [`${number}`], { head: "0123456" });
    expect(moved).toMatchObject({ code: 1, result: { code: "head_moved" } });
    const issue = await world.as("rosa").openIssue("x", "x");
    await world.openPull(issue.number, "readme", "docs/readme.md");
    expect((await world.run("ada", approveRequest, [`${issue.number}`])).result["code"]).toBe("diff_outside_plugin");
    expect(await reviewsOf(pull)).toEqual([]);
  });

  it("waits for the pipeline when asked to", async () => {
    const { number, head } = await openWithPull("patient");
    const asked = world.github.requests.length;
    const waiting = world.run("ada", approveRequest, [`${number}`], { wait: true });
    // It has looked once and found no run before there is one.
    await expect.poll(() => world.github.requests.slice(asked).some(({ path }) => path.includes("/runs"))).toBe(true);
    await world.addRun("patient", head, "success", digestA);
    expect(await waiting).toMatchObject({ code: 0, result: { headSha: head } });
  });
});

describe("plugsmith request command", () => {
  it("comments the slash command with its free text", async () => {
    const { number } = await world.as("rosa").openIssue("x", "x");
    const run = await world.run("ada", commentCommand, [`${number}`, ["hold", "waits for legal"]]);
    expect(run).toMatchObject({ code: 0, result: { command: "/forge hold waits for legal" } });
    const comments = await world.as("rosa").comments(number);
    expect(comments).toMatchObject([{ body: "/forge hold waits for legal", user: { login: "ada" } }]);
  });

  it("refuses what the bot would not read, and comments nothing", async () => {
    const before = world.github.requests.length;
    const unknown = await world.run("ada", commentCommand, ["1", ["deploy"]]);
    expect(unknown).toMatchObject({ code: 1, result: { code: "command_unknown" } });
    const two = await world.run("ada", commentCommand, ["1", ["hold", "a\n/forge publish"]]);
    expect(two).toMatchObject({ code: 1, result: { code: "command_invalid" } });
    expect(world.github.requests).toHaveLength(before);
  });
});

describe("the connection to GitHub", () => {
  const env = () => ({
    GITHUB_API_URL: world.github.url,
    GITHUB_REPOSITORY: "acme/forge",
    GITHUB_TOKEN: "",
    GH_TOKEN: "",
  });

  it("takes the token from GH_TOKEN too, and the repository from the option first", async () => {
    const { token } = world.as("rosa").person;
    const run = await world.run({ ...env(), GH_TOKEN: token }, showRequest, ["1"], { repository: "acme/none" });
    expect(run.result).toMatchObject({ code: "github_refused", httpStatus: 404 });
  });

  it("says what is missing or wrong, and never the token", async () => {
    const show = (changed: Record<string, string>) => world.run({ ...env(), ...changed }, showRequest, ["1"]);
    expect(await show({})).toMatchObject({ code: 1, result: { code: "github_token_invalid" } });
    expect(await show({ GITHUB_REPOSITORY: "" })).toMatchObject({ code: 2, result: { code: "wrong_usage" } });
    const refused = await show({ GITHUB_TOKEN: "ghp_wrong_secret" });
    expect(refused).toMatchObject({ code: 1, result: { code: "github_token_invalid", httpStatus: 401 } });
    const silent = await show({ GITHUB_TOKEN: "ghp_wrong_secret", GITHUB_API_URL: "http://127.0.0.1:1" });
    expect(silent).toMatchObject({ code: 1, result: { code: "github_unreachable" } });
    for (const { stdout, stderr, result } of [refused, silent]) {
      expect(stdout + stderr).not.toContain("wrong_secret");
      expect(result["hint"]).not.toBe("");
    }
  });
});
