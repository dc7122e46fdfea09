import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { computeDigest, ForgeError } from "@plugsmith/schemas";
import { verifyPackage } from "@plugsmith/trust";
import type { ReleaseSummary } from "../../forge/person-client.ts";
import { waitFor } from "../../forge/wait-for.ts";
import { openSignedView } from "../../registry/open-signed-view.ts";
import type { OpenRequest, Stagehand } from "./scene.ts";

async function download(release: ReleaseSummary, suffix: string): Promise<{ name: string; bytes: Uint8Array }> {
  const asset = release.assets.find((candidate) => candidate.name.endsWith(suffix));
  if (!asset) throw new ForgeError("publish_failed", { message: `The release has no asset ending in ${suffix}.` });
  const response = await fetch(asset.browser_download_url);
  if (!response.ok) throw new ForgeError("download_failed", { message: `${asset.name} answered ${response.status}.` });
  return { name: asset.name, bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** An approver asks for publication; the release is then downloaded and verified offline as a stranger would. */
export async function publishVersion(
  hand: Stagehand,
  request: OpenRequest,
  version: string,
  digest: string,
): Promise<void> {
  const { forge } = hand;
  const approver = forge.person("approver1");
  let release: ReleaseSummary | undefined;
  await hand.stage(`/forge publish ${version}`, async (progress) => {
    await approver.comment(request.issue, "/forge publish");
    progress.say("rebuild twice, merge, sign, release");
    const tag = `${request.plugin}@${version}`;
    release = await waitFor(`the release ${tag}`, () => hand.requester.release(tag), {
      signal: hand.signal,
      timeoutMs: 240_000,
      everyMs: 150,
    });
    const issue = await waitFor(
      "the issue to be closed",
      async () => {
        const now = await hand.requester.readIssue(request.issue);
        return now.state === "closed" && now;
      },
      { signal: hand.signal, timeoutMs: 90_000 },
    );
    return `release ${tag}, ${release.assets.length} assets, issue closed as ${issue.state_reason}`;
  });
  await hand.stage("Verified offline", async () => {
    if (!release) throw new ForgeError("publish_failed");
    const zip = await download(release, ".zip");
    const bundle = await download(release, ".sigstore.jsonl");
    const zipPath = join(hand.evidence.workFolder, zip.name);
    writeFileSync(zipPath, zip.bytes);
    writeFileSync(`${zipPath}.sigstore.jsonl`, bundle.bytes);
    if (computeDigest(zip.bytes) !== digest) throw new ForgeError("digest_mismatch");
    // As a stranger would who was told nothing but the root: no token, and no word that is not signed.
    const source = {
      root: { file: forge.rootFile },
      from: forge.repository,
      apiUrl: forge.github.url,
      now: new Date(),
    };
    const { registry, reviewers, signedTrust, rootVersion } = await openSignedView(source, forge.repository);
    const entry = registry.plugins
      .find((plugin) => plugin.name === request.plugin)
      ?.versions.find((candidate) => candidate.version === version);
    if (entry?.digest !== digest)
      throw new ForgeError("registry_invalid", { message: "The registry names another digest." });
    const verified = await verifyPackage({
      zip: zip.bytes,
      bundles: Buffer.from(bundle.bytes).toString("utf8"),
      policy: forge.policy,
      trust: signedTrust,
      reviewers,
      revocations: registry.revocations,
      expected: { name: request.plugin, version, digest },
    });
    const approvals = verified.approvals.approvals.map(({ id, login }) => ({ id, login }));
    hand.evidence.versions.push({
      version,
      issue: request.issue,
      pullRequest: request.pull,
      headSha: request.headSha,
      digest,
      approvals,
      releaseUrl: release.html_url,
      bundlePath: `${zipPath}.sigstore.jsonl`,
      registryEntry: entry,
    });
    const people = approvals.map((one) => one.login).join(", ");
    const tests = verified.tests?.result ?? "not attested";
    return `signature, identity, digest, ${approvals.length} approvals (${people}), tests ${tests}, registry under root ${rootVersion}`;
  });
}
