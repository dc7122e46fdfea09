import { ForgeError } from "@plugsmith/schemas";
import { type GitHubApi, refuseAnswer } from "@plugsmith/trust/github";
import type { Publication } from "../channels/channel.ts";
import type { ReleaseEffect, ReleaseFacts } from "./plan-release.ts";
import { parseRelease, readRelease, readReleaseById } from "./read-release.ts";
import type { ReleaseFact } from "./release-fact.ts";

interface Place {
  readonly api: GitHubApi;
  /** owner/name. */
  readonly repository: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".zip": "application/zip",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
};

async function createDraft(facts: ReleaseFacts, publication: Publication, place: Place): Promise<ReleaseFact> {
  const { manifest, digest, approvals, pullRequest } = publication;
  const answer = await place.api.request("POST", `/repos/${place.repository}/releases`, {
    tag_name: facts.tag,
    target_commitish: facts.mergeSha,
    name: `${manifest.name} ${manifest.version}`,
    body: `Digest: \`${digest}\`\n\nApproved by ${approvals} reviewers in #${pullRequest}. Verify with \`plugsmith verify\`.`,
    draft: true,
  });
  return answer.status === 201 ? parseRelease(answer.body) : refuseAnswer("the draft release", answer);
}

async function uploadAsset({ files }: Publication, place: Place, release: ReleaseFact, name: string) {
  const bytes = files[name] ?? new Uint8Array();
  const type = contentTypes[name.slice(name.lastIndexOf("."))] ?? "application/octet-stream";
  const answer = await place.api.upload(`${release.uploadUrl}?name=${encodeURIComponent(name)}`, type, bytes);
  if (answer.status !== 201) refuseAnswer(`the upload of ${name}`, answer);
}

/** Reads the draft once more before it is made unchangeable: exactly the wanted files, all of them. */
async function publishRelease(facts: ReleaseFacts, place: Place, release: ReleaseFact) {
  const { assets } = await readReleaseById(place.api, place.repository, release.id);
  const isWhole =
    assets.length === Object.keys(facts.wanted).length &&
    assets.every((asset) => asset.complete && facts.wanted[asset.name] === asset.digest);
  if (!isWhole)
    throw new ForgeError("publish_failed", {
      message: "GitHub stored other files in the draft release than were sent.",
      hint: "Run the job again; it replaces what differs.",
    });
  const path = `/repos/${place.repository}/releases/${release.id}`;
  const body = { tag_name: facts.tag, target_commitish: facts.mergeSha, draft: false };
  const answer = await place.api.request("PATCH", path, body);
  if (answer.status !== 200) refuseAnswer("publishing the release", answer);
}

/**
 * Carries the effects out in order. Stopped anywhere, a new plan goes on from there.
 * @throws ForgeError `publish_failed`.
 */
export async function applyRelease(
  effects: readonly ReleaseEffect[],
  facts: ReleaseFacts,
  publication: Publication,
  place: Place,
): Promise<void> {
  let { release } = facts;
  for (const effect of effects) {
    if (effect.kind === "create_draft") {
      const own = await createDraft(facts, publication, place);
      // Another run may have made its draft at the same moment: the older one counts for both.
      release = (await readRelease(place.api, place.repository, facts.tag)) ?? own;
      if (release.id === own.id) continue;
      await place.api.request("DELETE", `/repos/${place.repository}/releases/${own.id}`);
      throw new ForgeError("publish_failed", {
        message: "Another run publishes this version at the same time.",
        hint: "Run the job again; it completes what the other one leaves.",
      });
    }
    if (release === null) throw new ForgeError("publish_failed", { message: "There is no release to work on." });
    if (effect.kind === "upload_asset") await uploadAsset(publication, place, release, effect.name);
    else if (effect.kind === "publish_release") await publishRelease(facts, place, release);
    else {
      const what = effect.kind === "delete_draft" ? "releases" : "releases/assets";
      const answer = await place.api.request("DELETE", `/repos/${place.repository}/${what}/${effect.id}`);
      if (answer.status !== 204 && answer.status !== 404) refuseAnswer(`deleting ${what} ${effect.id}`, answer);
    }
  }
}
