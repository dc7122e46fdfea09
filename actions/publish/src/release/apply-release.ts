import { ForgeError } from "@plugsmith/schemas";
import { type GitHubApi, refuseAnswer } from "@plugsmith/trust/github";
import type { Publication } from "../channels/channel.ts";
import { findFlaw, type ReleaseFacts, type ReleasePlan } from "./plan-release.ts";
import { parseRelease, readRelease } from "./read-release.ts";
import type { ReleaseFact } from "./release-fact.ts";
import { renderReleaseBody } from "./render-release-body.ts";

interface Place {
  readonly api: GitHubApi;
  /** owner/name. */
  readonly repository: string;
  /** For people: https://github.com. */
  readonly serverUrl: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".zip": "application/zip",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
};

const describe = ({ tag, mergeSha }: ReleaseFacts, publication: Publication, { serverUrl, repository }: Place) => ({
  tag_name: tag,
  target_commitish: mergeSha,
  name: `${publication.manifest.name} ${publication.manifest.version}`,
  body: renderReleaseBody(publication, `${serverUrl}/${repository}`),
});

async function uploadAsset({ files }: Publication, place: Place, release: ReleaseFact, name: string) {
  const bytes = files[name] ?? new Uint8Array();
  const type = contentTypes[name.slice(name.lastIndexOf("."))] ?? "application/octet-stream";
  const answer = await place.api.upload(`${release.uploadUrl}?name=${encodeURIComponent(name)}`, type, bytes);
  if (answer.status !== 201) refuseAnswer(`the upload of ${name}`, answer);
}

/** A draft of this run alone, with every file. */
async function fillDraft(facts: ReleaseFacts, publication: Publication, place: Place): Promise<ReleaseFact> {
  const body = { ...describe(facts, publication, place), draft: true };
  const answer = await place.api.request("POST", `/repos/${place.repository}/releases`, body);
  if (answer.status !== 201) return refuseAnswer("the draft release", answer);
  const draft = parseRelease(answer.body);
  for (const name of Object.keys(facts.wanted)) await uploadAsset(publication, place, draft, name);
  return draft;
}

/** Reads the draft once more before it is made unchangeable: exactly the wanted files, all of them. */
async function publishDraft(facts: ReleaseFacts, publication: Publication, place: Place, id: number): Promise<void> {
  const path = `/repos/${place.repository}/releases/${id}`;
  const isOvertaken = async () => (await readRelease(place.api, place.repository, facts.tag))?.draft === false;
  const found = await place.api.request("GET", path);
  if (found.status === 404 && (await isOvertaken())) return;
  if (found.status !== 200) refuseAnswer("reading the draft release", found);
  const flaw = findFlaw(parseRelease(found.body), facts.wanted);
  if (flaw !== null)
    throw new ForgeError("publish_failed", {
      message: `The draft release ${flaw.slice(0, 200)}: GitHub has other files than were sent.`,
      hint: "Run the job again; it fills a draft of its own.",
    });
  const answer = await place.api.request("PATCH", path, {
    ...describe(facts, publication, place),
    draft: false,
  });
  // Another run may have published the tag first. Which files it has is asked next, as after every publication.
  if (answer.status !== 200 && !(await isOvertaken())) refuseAnswer("publishing the release", answer);
}

/**
 * Brings the release about. The one write that runs compete for is the one that publishes a whole draft, and GitHub lets one
 * of them win; nothing takes a file from a draft. Returns quietly when another run won.
 * @throws ForgeError `publish_failed`.
 */
export async function applyRelease(
  plan: ReleasePlan,
  facts: ReleaseFacts,
  publication: Publication,
  place: Place,
): Promise<void> {
  if (plan.kind === "refused" || plan.kind === "published") return;
  const draft = plan.kind === "publish" ? plan.draft : await fillDraft(facts, publication, place);
  await publishDraft(facts, publication, place, draft.id);
}

/**
 * Deletes the drafts that runs left beside a published release: their runs cannot publish them any more.
 * @throws ForgeError `publish_failed`.
 */
export async function deleteDrafts(
  { published, drafts }: ReleaseFacts,
  place: Pick<Place, "api" | "repository">,
): Promise<void> {
  if (published === null) return;
  for (const { id } of drafts) {
    const answer = await place.api.request("DELETE", `/repos/${place.repository}/releases/${id}`);
    if (answer.status !== 204 && answer.status !== 404) refuseAnswer(`deleting the draft ${id}`, answer);
  }
}
