import type { ApiRequest } from "@plugsmith/app";
import type { Outcome } from "../outcome.ts";
import { checkActions } from "./check-actions.ts";
import { checkBranches } from "./check-branches.ts";
import { checkOwner } from "./check-owner.ts";
import { checkPeople, findTeam } from "./check-people.ts";
import { checkRegistry } from "./check-registry.ts";
import type { ForgeFinding } from "./forge-finding.ts";
import { gatherForgeAnswers } from "./gather-forge-answers.ts";

export interface ForgeQuestion {
  readonly request: ApiRequest;
  readonly owner: string;
  readonly repo: string;
  /** Slug of the App that serves the forge. */
  readonly app: string;
  readonly now: string;
}

/** Looks at a forge repository on GitHub and says what backs its promises, what does not, and what cannot be seen. */
export async function diagnoseForge(question: ForgeQuestion): Promise<ForgeFinding[]> {
  const { request, owner, repo, app, now } = question;
  const answers = await gatherForgeAnswers(request, { owner, repo }, findTeam);
  const [first, ...others] = checkOwner(answers, app);
  // Of a repository that cannot be seen nothing else is worth saying.
  if (first?.what === "repository" && first.state === "unknown") return [first];
  return [
    ...(first ? [first] : []),
    ...others,
    ...checkBranches(answers),
    ...checkActions(answers),
    ...checkPeople(answers, now),
    ...checkRegistry(answers, now),
  ];
}

const marks = { ok: ["green", "✓"], wrong: ["red", "✗"], unknown: ["yellow", "?"] } as const;

/** The doctor's words. Green only when everything that is required was seen and is right. */
export function renderDiagnosis(
  findings: readonly ForgeFinding[],
  paint: (colour: "green" | "red" | "yellow", text: string) => string,
): Outcome {
  const lines = findings.map(({ what, state, detail, mend, required }) => {
    const [colour, mark] = state === "wrong" && !required ? (["yellow", "!"] as const) : marks[state];
    return `  ${paint(colour, mark)} ${what}: ${detail}${mend === "" ? "" : `\n      ${mend}`}`;
  });
  const count = (state: ForgeFinding["state"], required: boolean) =>
    findings.filter((finding) => finding.state === state && finding.required === required).length;
  const [broken, unseen, advice] = [count("wrong", true), count("unknown", true), count("wrong", false)];
  const facts = { findings, broken, unseen, advice };
  const say = (message: string) => ({ message, facts, text: [...lines, message].join("\n") });
  if (broken > 0)
    return {
      status: "failed",
      code: "forge_unready",
      hint: "Mend what is marked ✗ and run this again.",
      ...say(`${broken} thing(s) must be mended${unseen > 0 ? `, ${unseen} could not be checked` : ""}.`),
    };
  if (unseen > 0)
    return {
      status: "failed",
      code: "forge_unready",
      hint: "Run this again with a token that may look, for example an administrator's.",
      ...say(`Nothing is wrong that could be seen, but ${unseen} thing(s) could not be checked.`),
    };
  const rest = advice + count("unknown", false);
  return {
    status: "success",
    code: "ok",
    ...say(`This repository backs what the forge promises${rest > 0 ? `; ${rest} thing(s) are worth a look` : ""}.`),
  };
}
