import { parseConfigText } from "@plugsmith/app";
import { decideKnowledge } from "@plugsmith/trust/tuf";
import { asObject, decodeFile } from "./decode-answer.ts";
import { type ForgeFinding, ok, wrong } from "./forge-finding.ts";
import { configPath, type ForgeAnswers, timestampPath } from "./gather-forge-answers.ts";

const runIt =
  "Run forge-registry (Actions → forge-registry → Run workflow) and look why its daily run failed; the secret PLUGSMITH_REGISTRY_KEY belongs into its environment.";

function readSignedAt(text: string): Date | null {
  try {
    const { signed_at: at } = asObject(asObject(JSON.parse(text))["signed"]);
    return typeof at === "string" && !Number.isNaN(Date.parse(at)) ? new Date(at) : null;
  } catch {
    return null;
  }
}

/** Whether benches can tell the forge's word from anybody's, and whether that word is young. Its signatures are for readers to check. */
export function checkRegistry({ files }: ForgeAnswers, now: string): ForgeFinding[] {
  const text = decodeFile(files[timestampPath]);
  if (text === null)
    return [
      wrong(
        "signed registry",
        "whoever can write forge/registry is believed by benches that are told so, and by no others",
        "Run `plugsmith registry init` in a clone, and give its forge.root.json to every bench.",
        false,
      ),
    ];
  const { state, ageSeconds } = decideKnowledge(readSignedAt(text), new Date(now));
  const age = ageSeconds === null ? "of unknown age" : `${Math.floor(ageSeconds / 3600)} hours old`;
  const what = "registry's newest word";
  const word =
    state === "fresh"
      ? ok(what, age, false)
      : wrong(
          what,
          `${age}; ${state === "warn" ? "from a week on" : "now"} benches load nothing new`,
          runIt,
          state !== "warn",
        );
  const config = parseConfigText(decodeFile(files[configPath]));
  const isPinned = config.ok && config.value.registry?.rootDigest !== undefined;
  const pin = isPinned
    ? ok("registry's root in forge.yml", "pinned", false)
    : wrong(
        "registry's root in forge.yml",
        "not pinned: the bot would not notice a registry that was replaced as a whole",
        "Add `registry: {rootDigest: sha256:…}` of the first root (tuf/1.root.json) by a reviewed pull request.",
        false,
      );
  return [word, pin];
}
