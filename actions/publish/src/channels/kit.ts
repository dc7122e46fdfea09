import { ForgeError, renderInert } from "@plugsmith/schemas";
import { type ChannelAnswer, compareVersions, kitLabel, renderKitMarker } from "@plugsmith/trust";
import { pick, pickId, readList, refuseAnswer, textOrNull } from "@plugsmith/trust/github";
import type { MakeChannel, Publication, Retraction } from "./channel.ts";
import { kitStores } from "./kit-stores.ts";
import { findKitEvidence, readKits } from "./read-kits.ts";

const revokedMark = "<!-- plugsmith:kit-revoked -->";

/** Text from outside inside a fence that nothing in it can close. */
function renderFence(text: string): string[] {
  const runs = text.match(/`+/gu)?.map((run) => run.length) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return [`${fence}text`, text, fence];
}

/** A store without an interface for uploads: an issue with the zip, the texts and boxes that people tick. */
export const makeKitChannel: MakeChannel = (config, tools) => {
  const { api, repository, serverUrl } = tools;
  const store = kitStores[config.store ?? "shopify"];
  const markerOf = (name: string, version: string) => renderKitMarker({ channel: config.name, name, version });
  const listKits = async (name: string) =>
    (await readKits(api, repository)).filter((kit) => kit.channel === config.name && kit.name === name);
  const listIssues = async (name: string, version: string) =>
    (await listKits(name)).filter((issue) => issue.version === version);

  function render({ manifest, digest, tag }: Publication): string {
    const zip = `${manifest.name}-${manifest.version}.zip`;
    const download = `${serverUrl}/${repository}/releases/download/${encodeURIComponent(tag)}/${encodeURIComponent(zip)}`;
    return [
      markerOf(manifest.name, manifest.version),
      `**${manifest.name} ${manifest.version}** is published and signed. ${store.title} has no interface that a program may upload through, so people go on here: ${store.address}`,
      "",
      ...store.steps.map((step) => `- [ ] ${step}`),
      "",
      `**Zip** [${zip}](${download})`,
      `**Digest** \`${digest}\``,
      "",
      "**Short text**",
      ...renderFence(manifest.description.slice(0, store.shortText)),
      "**Long text**",
      ...renderFence(manifest.description),
      "",
      "When every box is ticked, or this issue is closed as completed, the ledger says so within minutes. Close it as not planned to give this store up.",
    ].join("\n");
  }

  /** Two runs at once may both have found no checklist: the oldest stays. */
  async function closeTwins({ manifest: { name, version } }: Publication): Promise<void> {
    const [, ...twins] = await listIssues(name, version);
    for (const { number } of twins) {
      const body = { state: "closed", state_reason: "duplicate" };
      const answer = await api.request("PATCH", `/repos/${repository}/issues/${number}`, body);
      if (answer.status !== 200) refuseAnswer(`closing the twin #${number}`, answer);
    }
  }

  /** Ids of the comments that told of the revocation, oldest first. What a person writes is none, whatever it says. */
  async function listTold(path: string): Promise<number[]> {
    const told = (await readList(api, path)).filter(
      (entry) =>
        pick(entry, "user", "type") === "Bot" && (textOrNull(pick(entry, "body")) ?? "").startsWith(revokedMark),
    );
    return told.map((entry) => pickId(entry, "id")).sort((a, b) => a - b);
  }

  return {
    config,
    describe: () => `open the checklist for ${store.title}`,
    async read({ manifest, digest }): Promise<ChannelAnswer> {
      const all = await listKits(manifest.name);
      const issue = all.find(({ version }) => version === manifest.version);
      if (!issue) {
        const kept = all.filter(({ open, reason }) => open || reason !== "not_planned").map(({ version }) => version);
        const higher = kept.filter((version) => compareVersions(version, manifest.version) > 0);
        const highest = higher.sort(compareVersions).at(-1);
        return highest === undefined ? { state: "absent" } : { state: "higher", version: highest };
      }
      if (issue.digest !== null && issue.digest !== digest)
        return { state: "other_bytes", found: `${issue.digest}, by the checklist #${issue.number}` };
      if (!issue.open && issue.reason === "not_planned")
        throw new ForgeError("channel_refused", {
          message: `People gave ${store.title} up for this version: #${issue.number}.`,
          hint: "Reopen that issue to go on there.",
        });
      const evidence = findKitEvidence(issue);
      if (evidence !== null) return { state: "published", evidence };
      const todo = `Upload to ${store.title} and tick the boxes.`;
      return { state: "handed_over", evidence: { url: issue.url, todo } };
    },
    async publish(publication) {
      const { name, version } = publication.manifest;
      const answer = await api.request("POST", `/repos/${repository}/issues`, {
        title: `Upload ${name} ${version} to ${store.title}`,
        body: render(publication),
        labels: [kitLabel],
      });
      if (answer.status !== 201) refuseAnswer("the checklist issue", answer);
      await closeTwins(publication);
    },
    tidy: closeTwins,
    async retract({ name, version, reason }: Retraction) {
      const [issue] = await listIssues(name, version);
      if (!issue) return { todo: "There is no checklist of it." };
      const path = `/repos/${repository}/issues/${issue.number}/comments`;
      let told = await listTold(path);
      if (told.length === 0) {
        const body = `${revokedMark}\n**${name} ${version} is revoked**: ${renderInert(reason)}\n\n${store.withdraw}`;
        const answer = await api.request("POST", path, { body });
        if (answer.status !== 201) refuseAnswer("the comment on the checklist", answer);
        told = await listTold(path);
      }
      // Two runs at once may both have found none: the oldest stays.
      for (const id of told.slice(1)) {
        const answer = await api.request("DELETE", `/repos/${repository}/issues/comments/${id}`);
        if (answer.status !== 204 && answer.status !== 404) refuseAnswer(`deleting the comment ${id}`, answer);
      }
      return { url: issue.url, todo: store.withdraw };
    },
  };
};
