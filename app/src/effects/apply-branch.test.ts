import { readPacks } from "@plugsmith/templates";
import { describe, expect, it } from "vitest";
import { createTemplateEngine } from "../engine/template-engine.ts";
import { handleRequest } from "../handle-request.ts";
import { createFakeForge, type FakeForge, goodBody, people, publishAsWorkflow } from "../testing/fake-forge.ts";
import { pushFiles, readBranchFile } from "../testing/fake-github-state.ts";

const { bob, carol, dave } = people;
const engine = createTemplateEngine(await readPacks());
const branch = "forge/request-1";
const folder = "plugins/acme-scale";
const edited = goodBody.replace("Reads the Acme scale on the bench.", "Reads and tares the Acme scale.");
const logo = "no \u0000 text";

async function openAccepted(): Promise<FakeForge> {
  const forge = createFakeForge({ engine });
  forge.openIssue(bob, "Forge request: scale", goodBody, ["forge-request"]);
  await forge.touch(1, bob);
  return forge;
}

async function edit(forge: FakeForge, body: string): Promise<void> {
  Object.assign(forge.state.threads.get(1) ?? {}, { body });
  await forge.touch(1, bob);
}

const headOf = (forge: FakeForge) => forge.state.threads.get(2)?.pull?.headSha ?? "";
const read = (forge: FakeForge, path: string) => readBranchFile(forge.state, branch, `${folder}/${path}`) ?? "";
const reviewsOf = (forge: FakeForge) => forge.state.reviews.filter(({ user }) => user === forge.state.bot);
const renderOf = (forge: FakeForge) =>
  String(forge.audit.records.findLast(({ kind }) => kind === "generated")?.data?.["render"]);

/** People edit the readme's title line, add a file, and delete one. */
async function openEdited(): Promise<FakeForge> {
  const forge = await openAccepted();
  const readme = read(forge, "README.md");
  expect(readme).toContain("Reads the Acme scale on the bench.");
  const files = {
    [`${folder}/README.md`]: `${readme}\n## Calibration\n\nPut 1 kg on it.\n`,
    [`${folder}/assets/logo.bin`]: logo,
    [`${folder}/LICENSE`]: null,
  };
  pushFiles(forge.state, branch, files, carol);
  await forge.touch(1);
  return forge;
}

describe("an accepted request that is edited after people pushed", () => {
  it("is generated again with their commits in it, as a merge whose second parent is the rendering alone", async () => {
    const forge = await openEdited();
    const before = headOf(forge);
    await edit(forge, edited);
    expect(forge.status(1)).toContain("What people changed by hand is kept.");
    await forge.say(1, dave, "/forge accept");
    expect(read(forge, "README.md")).toContain("Reads and tares the Acme scale.");
    expect(read(forge, "README.md")).toContain("Put 1 kg on it.");
    expect(read(forge, "assets/logo.bin")).toBe(logo);
    expect(read(forge, "LICENSE")).toBe("");
    const { parents, message } = forge.state.commits.get(headOf(forge)) ?? { parents: [], message: "" };
    expect(parents).toEqual([before, renderOf(forge)]);
    expect(message).toMatch(/keep what people wrote.*Forge-Request: #1\n$/su);
    const rendered = forge.state.trees.get(forge.state.commits.get(renderOf(forge))?.tree ?? "");
    expect(rendered?.get(`${folder}/README.md`)?.content).not.toContain("1 kg");
    expect(rendered?.has(`${folder}/LICENSE`)).toBe(true);
    expect(reviewsOf(forge)).toEqual([]);
    expect(forge.state.runs.at(-1)?.inputs["head-sha"]).toBe(headOf(forge));
  });

  it("keeps them again the next time, for the base is the rendering and not the merge", async () => {
    const forge = await openEdited();
    for (const words of ["Reads and tares the Acme scale.", "Reads, tares and zeroes the Acme scale."]) {
      await edit(forge, goodBody.replace("Reads the Acme scale on the bench.", words));
      await forge.say(1, dave, "/forge accept");
      expect(read(forge, "README.md")).toContain(words);
      expect(read(forge, "README.md")).toContain("Put 1 kg on it.");
      expect(read(forge, "assets/logo.bin")).toBe(logo);
      expect(read(forge, "LICENSE")).toBe("");
    }
  });

  it("shows what both changed as a suggestion on people's lines, once, and says so in the status", async () => {
    const forge = await openAccepted();
    const mine = read(forge, "README.md").replace("Reads the Acme scale on the bench.", "Our scale.");
    pushFiles(forge.state, branch, { [`${folder}/README.md`]: mine }, carol);
    await edit(forge, edited);
    expect(forge.status(1)).toContain("one place differs from the new rendering and will be shown in a review");
    await forge.say(1, dave, "/forge accept");
    const readme = read(forge, "README.md");
    expect(readme).toContain("Our scale.");
    expect(readme).not.toMatch(/<<<<<<<|>>>>>>>|=======/u);
    const [review, ...more] = reviewsOf(forge);
    expect(more).toEqual([]);
    expect(review).toMatchObject({ commitId: headOf(forge), state: "COMMENTED" });
    const [comment] = review?.comments ?? [];
    expect(comment?.path).toBe(`${folder}/README.md`);
    expect(readme.split("\n")[(comment?.line ?? 0) - 1]).toContain("Our scale.");
    expect(comment?.body).toMatch(/```suggestion\n.*Reads and tares the Acme scale\..*\n```/su);
    expect(review?.body).toContain("in one place");
    expect(review?.body).toContain(`tree/${renderOf(forge)}/plugins/acme-scale`);
    expect(forge.status(1)).toContain(`/pull/2#pullrequestreview-${review?.id}`);
    forge.takeWrites();
    await forge.touch(1, bob);
    expect(forge.takeWrites()).toEqual([]);
    expect(forge.status(1)).not.toContain("not counted");
  });

  it("says in words what has no line to stand on", async () => {
    const forge = await openAccepted();
    pushFiles(forge.state, branch, { [`${folder}/README.md`]: null }, carol);
    await edit(forge, edited);
    await forge.say(1, dave, "/forge accept");
    const [review] = reviewsOf(forge);
    expect(review?.comments ?? []).toEqual([]);
    expect(review?.body).toContain("people deleted it, and it stays deleted");
    expect(review?.body).toContain("Reads and tares the Acme scale.");
  });

  it("says everything in words where GitHub does not find a line in its diff", async () => {
    const forge = await openAccepted();
    const mine = read(forge, "README.md").replace("Reads the Acme scale on the bench.", "Our scale.");
    pushFiles(forge.state, branch, { [`${folder}/README.md`]: mine }, carol);
    await edit(forge, edited);
    const request: typeof forge.context.request = async (route, parameters) => {
      if (route.endsWith("/reviews") && parameters?.["comments"] !== undefined)
        throw Object.assign(new Error("Line could not be resolved"), { status: 422 });
      return forge.context.request(route, parameters);
    };
    forge.state.now += 5000;
    const commentId = forge.comment(1, dave, "/forge accept");
    const subject = { kind: "comment", number: 1, commentId, body: "/forge accept", onPull: false } as const;
    const hint = { delivery: "words", repository: forge.context.repository, actor: dave, subject };
    await handleRequest({ ...forge.context, request }, hint, 1);
    const [review] = reviewsOf(forge);
    expect(review?.body).toMatch(
      /README\.md.*, line \d+: people changed these lines, and the new rendering changes them too/u,
    );
    expect(review?.body).toContain("Reads and tares the Acme scale.");
  });

  it("does nothing twice after a crash between the review and the log", async () => {
    const forge = await openAccepted();
    const mine = read(forge, "README.md").replace("Reads the Acme scale on the bench.", "Our scale.");
    pushFiles(forge.state, branch, { [`${folder}/README.md`]: mine }, carol);
    await edit(forge, edited);
    const append = forge.audit.append.bind(forge.audit);
    forge.audit.append = () => Promise.reject(new Error("killed"));
    await expect(forge.say(1, dave, "/forge accept")).rejects.toThrow("killed");
    const head = headOf(forge);
    forge.audit.append = append;
    await forge.send(1, {
      kind: "comment",
      number: 1,
      commentId: forge.state.comments.at(-1)?.id ?? 0,
      body: "/forge accept",
      onPull: false,
    });
    expect(headOf(forge)).toBe(head);
    expect(reviewsOf(forge)).toHaveLength(1);
    expect(forge.audit.records.filter(({ kind }) => kind === "generated")).toHaveLength(2);
    expect(renderOf(forge)).toBe(forge.state.commits.get(head)?.parents[1]);
  });

  it("undoes nothing that somebody pushes meanwhile", async () => {
    const forge = await openEdited();
    await edit(forge, edited);
    const pushed = { [`${folder}/late.txt`]: "late" };
    const request: typeof forge.context.request = async (route, parameters) => {
      if (route === "POST /repos/{owner}/{repo}/git/trees") pushFiles(forge.state, branch, pushed, carol);
      return forge.context.request(route, parameters);
    };
    forge.state.now += 5000;
    const commentId = forge.comment(1, dave, "/forge accept");
    const subject = { kind: "comment", number: 1, commentId, body: "/forge accept", onPull: false } as const;
    const hint = { delivery: "late", repository: forge.context.repository, actor: dave, subject };
    await expect(handleRequest({ ...forge.context, request }, hint, 1)).rejects.toMatchObject({ code: "head_moved" });
    expect(read(forge, "late.txt")).toBe("late");
    await handleRequest(forge.context, hint, 1);
    expect(read(forge, "late.txt")).toBe("late");
    expect(read(forge, "README.md")).toContain("Reads and tares the Acme scale.");
  });

  it("takes no commit for its own rendering because of its words", async () => {
    const forge = await openAccepted();
    const readme = read(forge, "README.md");
    const message = "feat(acme-scale): add version 1.0.0\n\nForge-Request: #1\n";
    pushFiles(forge.state, branch, { [`${folder}/README.md`]: `${readme}Mine.\n` }, carol, message);
    await edit(forge, edited);
    await forge.say(1, dave, "/forge accept");
    expect(read(forge, "README.md")).toContain("Mine.");
  });
});

describe("an update of a published plugin that people had changed", () => {
  it("merges what is on the default branch, and speaks of lines that the pull request does not show in words", async () => {
    const forge = await openAccepted();
    const mine = read(forge, "README.md").replace("Reads the Acme scale on the bench.", "Our scale.");
    pushFiles(forge.state, branch, { [`${folder}/README.md`]: `${mine}\nMine.\n`, [`${folder}/own.bin`]: logo }, carol);
    await forge.touch(1);
    publishAsWorkflow(forge, 1);
    await forge.touch(1);
    const issue = forge.openIssue(bob, "Forge request: scale", edited, ["forge-request"]);
    await forge.touch(issue.number, bob);
    const update = `forge/request-${issue.number}`;
    const readme = readBranchFile(forge.state, update, `${folder}/README.md`) ?? "";
    expect(readme).toContain("Our scale.");
    expect(readme).toContain("Mine.");
    expect(readBranchFile(forge.state, update, `${folder}/own.bin`)).toBe(logo);
    expect(readBranchFile(forge.state, update, `${folder}/plugin.json`)).toContain('"version": "1.1.0"');
    const [review] = reviewsOf(forge);
    expect(review?.comments ?? []).toEqual([]);
    expect(review?.body).toMatch(/README\.md.*It has:\n\n```\n.*Reads and tares the Acme scale\./su);
  });
});
