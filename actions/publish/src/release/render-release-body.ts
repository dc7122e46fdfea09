import { renderInert } from "@plugsmith/schemas";
import type { Publication } from "../channels/channel.ts";

type Described = Pick<Publication, "manifest" | "digest" | "approvals" | "pullRequest" | "entry">;

/** What it is written for, and where the approved run tried it: two different things. */
function renderPlatforms({ manifest, entry }: Described, site: string): string {
  const { cms, supportedVersions } = manifest;
  const range = `Written for ${cms}${supportedVersions === undefined ? "" : ` ${renderInert(supportedVersions)}`}.`;
  const { testedVersions = [] } = entry;
  if (testedVersions.length === 0) return `${range} Not tried in its platform.`;
  const rows = testedVersions.map(
    ({ version, level, runId }) => `| ${renderInert(version)} | ${level} | [${runId}](${site}/actions/runs/${runId}) |`,
  );
  return [range, "", "| Tried in | Level | Run |", "|---|---|---|", ...rows].join("\n");
}

/**
 * The text of a release. The same words for the same package and bundles, whichever run writes them.
 * @param site address of the repository for people.
 */
export function renderReleaseBody(publication: Described, site: string): string {
  const { digest, approvals, pullRequest } = publication;
  return [
    `Digest: \`${digest}\``,
    `Approved by ${approvals} reviewers in #${pullRequest}. Verify with \`plugsmith verify\`.`,
    renderPlatforms(publication, site),
  ].join("\n\n");
}
