import { asList, asObject, decodeFile } from "./decode-answer.ts";
import { type ForgeFinding, ok, unknown, wrong } from "./forge-finding.ts";
import { botPaths, callerPaths, type ForgeAnswers } from "./gather-forge-answers.ts";

const pinned = /@[0-9a-f]{40}$/u;

/** Lines of a workflow without indentation and comments. */
const listLines = (text: string) => text.split("\n").map((line) => (line.split(" #")[0] ?? "").trim());

/** References of a workflow to actions and workflows of other repositories. */
const listUses = (text: string) =>
  listLines(text)
    .map((line) => (line.startsWith("- ") ? line.slice(2).trim() : line))
    .filter((line) => line.startsWith("uses:"))
    .map((line) => line.slice("uses:".length).replaceAll(/["']/gu, "").trim())
    .filter((ref) => !ref.startsWith("./"));

/** Does a pattern of the Actions settings allow this reference? GitHub knows `*` only: any text. */
function isAllowed(pattern: string, ref: string): boolean {
  const [first = "", ...parts] = pattern.trim().toLowerCase().split("*");
  const given = ref.toLowerCase();
  const last = parts.pop();
  if (last === undefined) return given === first;
  if (!given.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = given.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return given.length - last.length >= at && given.endsWith(last);
}

function checkFiles({ files, workflows }: ForgeAnswers): ForgeFinding[] {
  const listed = asList(asObject(workflows.data)["workflows"]).map(asObject);
  return [...callerPaths, ...botPaths].flatMap((path): ForgeFinding[] => {
    const answer = files[path];
    const text = decodeFile(answer);
    const optional = botPaths.includes(path);
    if (text === null) {
      if (optional && answer?.status === 404) return [];
      if (answer && answer.status !== 404)
        return [unknown(path, answer, 'Use a token with "Contents: read".', !optional)];
      return [wrong(path, "is missing", "Run `plugsmith init` and merge what it writes.")];
    }
    const loose = listUses(text).filter((ref) => !pinned.test(ref));
    const problem =
      loose.length > 0
        ? `${loose[0]} is not pinned to a full commit SHA`
        : listLines(text).some((line) => !line.startsWith("#") && line.includes("pull_request_target"))
          ? "uses pull_request_target"
          : /^permissions:\s*\{\s*\}/mu.test(text)
            ? null
            : "gives all jobs permissions (no `permissions: {}` at the top)";
    if (problem) return [wrong(path, problem, "Run `plugsmith init --force` and merge what it writes.")];
    const state = listed.find((workflow) => workflow["path"] === path)?.["state"];
    if (typeof state === "string" && state !== "active")
      return [wrong(path, `is ${state}`, "Actions → the workflow → Enable workflow.")];
    return [ok(path, "present, pinned, grants nothing at the top")];
  });
}

function checkPolicy({ actions, selected, files, repository }: ForgeAnswers): ForgeFinding {
  const what = "Actions may run the forge's workflows";
  const settings = "Settings → Actions → General";
  if (actions.status !== 200)
    return unknown(what, actions, `Use a token with "Administration: read", or look at ${settings}.`);
  const { enabled, allowed_actions: allowed } = asObject(actions.data);
  if (enabled !== true) return wrong(what, "Actions are switched off", `${settings}: allow actions.`);
  const refs = callerPaths.flatMap((path) => listUses(decodeFile(files[path]) ?? ""));
  const owner = String(asObject(asObject(repository.data)["owner"])["login"] ?? "").toLowerCase();
  const foreign = refs.filter((ref) => !ref.toLowerCase().startsWith(`${owner}/`));
  if (allowed === "all" || (allowed === "local_only" && foreign.length === 0)) return ok(what, `allowed: ${allowed}`);
  if (allowed === "selected") {
    if (selected.status !== 200) return unknown(what, selected, `Look at ${settings}: is ${foreign[0]} allowed?`);
    const patterns = asList(asObject(selected.data)["patterns_allowed"]).map(String);
    const refused = foreign.find((ref) => !patterns.some((pattern) => isAllowed(pattern, ref)));
    if (!refused) return ok(what, "allowed by name");
    return wrong(
      what,
      `${refused} is not allowed`,
      `${settings}: allow ${refused.split("/").slice(0, 2).join("/")}/*.`,
    );
  }
  return wrong(what, `only actions of ${owner} are allowed`, `${settings}: allow ${foreign[0]} too.`);
}

function checkToken({ token }: ForgeAnswers): ForgeFinding {
  const what = "workflows may not approve pull requests";
  const settings = "Settings → Actions → General → Workflow permissions";
  if (token.status !== 200) return unknown(what, token, `Look at ${settings}.`, false);
  const { can_approve_pull_request_reviews: can } = asObject(token.data);
  if (can === false) return ok(what, "as it should be", false);
  return wrong(
    what,
    "they may",
    `${settings}: untick "Allow GitHub Actions to create and approve pull requests". The forge counts no such approval, branch protection does.`,
    false,
  );
}

function checkEnvironment({ environment }: ForgeAnswers): ForgeFinding {
  const what = "environment forge-publish";
  const mend =
    "Settings → Environments → forge-publish: deployment branches limited to the default branch, so no other branch's workflow reaches its secrets.";
  if (environment.status === 404)
    return wrong(what, "is missing; the first publication makes it, unguarded", mend, false);
  if (environment.status !== 200) return unknown(what, environment, mend, false);
  const policy = asObject(environment.data)["deployment_branch_policy"];
  if (policy === null || policy === undefined) return wrong(what, "every branch may use it", mend, false);
  return ok(what, "limited to chosen branches", false);
}

/** Whether Actions will run what the forge dispatches, and no more. */
export function checkActions(answers: ForgeAnswers): ForgeFinding[] {
  return [
    ...checkFiles(answers),
    checkPolicy(answers),
    checkToken(answers),
    checkEnvironment(answers),
    {
      what: "event policies of the organisation",
      state: "unknown",
      required: false,
      detail: "could not check: GitHub's REST API shows them to nobody",
      mend: "Look at the organisation's Settings → Actions → Policies: the App must be allowed to start workflow_dispatch.",
    },
  ];
}
