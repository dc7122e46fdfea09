import { asList, asObject, decodeFile } from "./decode-answer.ts";
import { type ForgeFinding, ok, unknown, wrong } from "./forge-finding.ts";
import { botPaths, type ForgeAnswers } from "./gather-forge-answers.ts";

const levels = ["none", "read", "write", "admin"];

/** What the App needs, as .github/app.yml asks for it; a test holds the two against each other. */
export const appNeeds = {
  permissions: {
    metadata: "read",
    contents: "write",
    issues: "write",
    pull_requests: "write",
    checks: "write",
    actions: "write",
    members: "read",
  },
  events: ["issues", "issue_comment", "pull_request", "pull_request_review", "workflow_run", "push"],
} as const;

function checkRepository({ repository }: ForgeAnswers): ForgeFinding[] {
  const what = "repository";
  if (repository.status !== 200)
    return [unknown(what, repository, "Is the name right, and may the token see the repository?")];
  const { archived, has_issues: issues, allow_merge_commit: merges } = asObject(repository.data);
  if (archived === true) return [wrong(what, "is archived", "Settings → General → Unarchive.")];
  if (issues === false) return [wrong(what, "has no issues", "Settings → General → Features: Issues.")];
  const merging = "merge commits are allowed";
  const mend =
    "Settings → General → Pull Requests: Allow merge commits. The forge merges so that the reviewed commit stays.";
  // GitHub shows this to those who may push only.
  if (merges === undefined) return [ok(what, "visible"), unknown(merging, repository, mend)];
  return [ok(what, "visible, with issues"), merges === true ? ok(merging, "yes") : wrong(merging, "no", mend)];
}

function checkApp(answers: ForgeAnswers, slug: string): ForgeFinding {
  const what = `App ${slug}`;
  const { installations, files } = answers;
  if (botPaths.every((path) => decodeFile(files[path]) !== null))
    return ok(what, "not needed: forge.yml runs the bot inside Actions (evaluation mode)", false);
  const look = "Look at Settings → GitHub Apps of the owner, or ask an owner of the organisation to run this.";
  if (installations.status !== 200) return unknown(what, installations, look, false);
  const found = asList(asObject(installations.data)["installations"])
    .map(asObject)
    .find((one) => one["app_slug"] === slug);
  if (!found) return wrong(what, "is not installed", "Install it, or name yours with --app <slug>.");
  if (typeof found["suspended_at"] === "string") return wrong(what, "is suspended", "Unsuspend the installation.");
  const given = asObject(found["permissions"]);
  const lacks = Object.entries(appNeeds.permissions).filter(
    ([name, level]) => levels.indexOf(String(given[name] ?? "none")) < levels.indexOf(level),
  );
  const deaf = appNeeds.events.filter((event) => !asList(found["events"]).includes(event));
  if (lacks.length > 0)
    return wrong(what, `lacks ${lacks.map((entry) => entry.join(": ")).join(", ")}`, "Grant it in the App's settings.");
  if (deaf.length > 0) return wrong(what, `does not hear ${deaf.join(", ")}`, "Subscribe it to these events.");
  const admin = Object.keys(given).filter((name) => ["administration", "workflows", "secrets"].includes(name));
  if (admin.length > 0)
    return wrong(what, `may more than it needs: ${admin.join(", ")}`, "Take these permissions away.", false);
  return ok(what, "installed with what it needs");
}

function checkTwoFactor({ organisation, repository }: ForgeAnswers): ForgeFinding {
  const what = "two-factor authentication is required";
  const mend = "Organisation → Settings → Authentication security: require two-factor authentication.";
  const owner = asObject(asObject(repository.data)["owner"])["type"];
  if (owner === "User")
    return {
      what,
      state: "unknown",
      required: false,
      detail: "could not check: the owner is a person, of whom GitHub tells nothing",
      mend: "Move the forge to an organisation, or ask for approvals.proof: ssh-sk in forge.yml.",
    };
  const required = asObject(organisation.data)["two_factor_requirement_enabled"];
  if (organisation.status !== 200 || typeof required !== "boolean")
    return {
      ...unknown(what, organisation, `Only owners of the organisation see it. ${mend}`, false),
      detail: "could not check: GitHub tells it to owners of the organisation only",
    };
  if (required) return ok(what, "yes", false);
  return wrong(what, "no: a stolen password is enough to approve", mend, false);
}

/** The repository itself, the App that serves it, and how its people log in. */
export function checkOwner(answers: ForgeAnswers, slug: string): ForgeFinding[] {
  return [...checkRepository(answers), checkApp(answers, slug), checkTwoFactor(answers)];
}
