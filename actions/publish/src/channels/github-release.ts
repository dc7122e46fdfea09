import { type ChannelEvidence, computeDigest } from "@plugsmith/schemas";
import { type ChannelAnswer, compareVersions } from "@plugsmith/trust";
import { refuseAnswer } from "@plugsmith/trust/github";
import { applyRelease, deleteDrafts } from "../release/apply-release.ts";
import { planRelease, type ReleaseFacts } from "../release/plan-release.ts";
import { byWeight, readPluginReleases, readRelease, readTag } from "../release/read-release.ts";
import type { MakeChannel, Publication } from "./channel.ts";

const mark = " (revoked)";
const semver = /^\d+\.\d+\.\d+(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/u;

/** A release of the forge's own repository: draft, files, then published for good. Its draft is its intent. */
export const makeReleaseChannel: MakeChannel = (config, tools) => {
  const { api, repository, serverUrl } = tools;
  const pageOf = (tag: string) => `${serverUrl}/${repository}/releases/tag/${encodeURIComponent(tag)}`;

  async function gather(publication: Publication): Promise<ReleaseFacts & { readonly highest: string | undefined }> {
    const { manifest, tag, mergeSha, files } = publication;
    const [all, tagSha] = await Promise.all([
      readPluginReleases(api, repository, manifest),
      readTag(api, repository, tag),
    ]);
    const wanted = Object.fromEntries(Object.entries(files).map(([file, bytes]) => [file, computeDigest(bytes)]));
    const own = all.flatMap(({ version, release }) => (version === manifest.version ? [release] : [])).sort(byWeight);
    const published = own.find(({ draft }) => !draft) ?? null;
    const out = all.filter(({ version, release }) => !release.draft && semver.test(version));
    const highest = out
      .map(({ version }) => version)
      .sort(compareVersions)
      .at(-1);
    return { tag, mergeSha, tagSha, published, drafts: own.filter(({ draft }) => draft), wanted, highest };
  }

  const evidenceOf = (tag: string, at: string | null, digest: string | null): ChannelEvidence => ({
    url: pageOf(tag),
    ...(digest !== null && { digest }),
    ...(at !== null && { at }),
  });

  return {
    config,
    describe: ({ tag }) => `publish the release ${tag} with zip, SBOM and signatures`,
    async read(publication): Promise<ChannelAnswer> {
      const facts = await gather(publication);
      const plan = planRelease(facts);
      if (plan.kind === "refused") return { state: "other_bytes", found: plan.why };
      const { highest } = facts;
      if (plan.kind !== "published" && highest && compareVersions(highest, publication.manifest.version) > 0)
        return { state: "higher", version: highest };
      if (plan.kind !== "published") return { state: facts.drafts.length === 0 ? "absent" : "begun" };
      return { state: "published", evidence: evidenceOf(facts.tag, plan.release.publishedAt, publication.digest) };
    },
    async publish(publication) {
      const facts = await gather(publication);
      await applyRelease(planRelease(facts), facts, publication, tools);
    },
    tidy: async (publication) => deleteDrafts(await gather(publication), tools),
    async retract({ name, version }) {
      const tag = `${name}@${version}`;
      const release = await readRelease(api, repository, tag);
      if (release === null || release.draft) return { todo: "There is no such release." };
      if (!release.title.endsWith(mark)) {
        const answer = await api.request("PATCH", `/repos/${repository}/releases/${release.id}`, {
          name: `${name} ${version}${mark}`,
          body: `> [!CAUTION]\n> Revoked, do not use. Benches unload it. The reason is in the registry.\n\n${release.body}`,
          prerelease: true,
          make_latest: "false",
        });
        if (answer.status !== 200) refuseAnswer(`marking the release ${tag} as revoked`, answer);
      }
      return evidenceOf(tag, release.publishedAt, null);
    },
  };
};
