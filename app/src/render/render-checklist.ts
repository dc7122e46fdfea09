import { type Permissions, type PluginManifest, parseForgePin } from "@plugsmith/schemas";
import type { GeneratedPlugin } from "../engine/plugin-engine.ts";
import { renderCode } from "./render-code.ts";
import { comparePermissions } from "./render-permissions.ts";

interface Row {
  readonly what: string;
  list(manifest: PluginManifest): string[];
}

const listUsb = ({ usb }: Permissions) =>
  usb.map(({ vendorId, productId, serial, port }) =>
    [
      renderCode(`${vendorId}:${productId}`),
      serial && `serial ${renderCode(serial)}`,
      port && `port ${renderCode(port)}`,
    ]
      .filter(Boolean)
      .join(" "),
  );

/** What a manifest can ask for, in the order of harm. Every row is shown, asked for or not: nothing hides by being left out. */
const rows: readonly Row[] = [
  {
    what: "Connects to",
    list: ({ permissions: { network } }) =>
      network.outbound.map(({ host, port }) => renderCode(`${host}:${port}`, 260)),
  },
  {
    what: "Takes connections",
    list: ({ permissions: { network } }) => (network.inbound ? ["yes"] : []),
  },
  {
    what: "Files",
    list: ({ permissions: { filesystem } }) =>
      filesystem.map(({ path, mode }) => `${renderCode(path, 200)} (${mode === "rw" ? "reads and writes" : "reads"})`),
  },
  { what: "USB devices", list: ({ permissions }) => listUsb(permissions) },
  { what: "Job queues", list: ({ permissions }) => permissions.queue.map((name) => renderCode(name)) },
  { what: "Memory", list: ({ permissions }) => [`${permissions.memory} MiB`] },
  {
    what: "Other plugins",
    list: ({ dependencies }) => dependencies.map(({ name, range }) => renderCode(`${name} ${range}`)),
  },
  { what: "Hooks", list: ({ hooks }) => hooks.map((hook) => renderCode(hook)) },
];

function renderRow({ what, list }: Row, manifest: PluginManifest, previous: PluginManifest | null): string {
  const now = list(manifest);
  const before = previous ? list(previous) : [];
  const added = now.filter((entry) => !before.includes(entry)).map((entry) => `➕ ${entry}`);
  const dropped = before.filter((entry) => !now.includes(entry)).map((entry) => `➖ ${entry}`);
  const first = now.length > 0 ? "new" : "–";
  const difference = previous ? [...added, ...dropped].join("<br>") || "same" : first;
  return `| ${what} | ${now.join("<br>") || "no"} | ${difference} |`;
}

function readEngine(plugin: GeneratedPlugin): string {
  try {
    const pin = parseForgePin(JSON.parse(plugin.files.get("forge.json")?.content ?? ""));
    return pin.ok ? pin.value.engine : "unknown";
  } catch {
    return "unknown";
  }
}

/** Questions that only a person can answer, as boxes to tick; the general ones always stand. */
function listQuestions(plugin: GeneratedPlugin): string[] {
  const { manifest, previous, conflicts, removed } = plugin;
  const { network, filesystem, usb } = manifest.permissions;
  const newly = previous ? comparePermissions(previous.permissions, manifest.permissions).added : [];
  return [
    ...network.outbound.map(
      ({ host, port }) =>
        `${renderCode(`${host}:${port}`, 260)} belongs to whom the request means, and only what it needs is sent there.`,
    ),
    ...(network.inbound ? ["Whatever arrives from outside is checked before it is used."] : []),
    ...(filesystem.some(({ mode }) => mode === "rw")
      ? ["It writes only what it must, and never what others run."]
      : []),
    ...(usb.length > 0
      ? ["The USB ids are those of the requested device, and what is sent to it cannot harm it."]
      : []),
    ...newly.map((entry) => `Other than ${previous?.version} it may ${entry}, and that is wanted.`),
    ...[...new Set(conflicts.map(({ path }) => path))].map(
      (path) =>
        `${renderCode(path)} was changed by hand and by the new rendering; the forge's review here says what was kept, and it still fits.`,
    ),
    ...removed.map((path) => `${renderCode(path)} is removed, and nothing needs it.`),
    `The diff lies inside ${renderCode(`plugins/${manifest.name}/`)} and does what the description says, nothing else.`,
    "There is no secret, no unreadable (minified, encoded) code and no downloaded file in it.",
  ];
}

/**
 * The security checklist of a pull request: what the plugin may do and what of it is new, where the files come from, what
 * machines prove and what they leave to people. True for the commit that the forge made.
 */
export function renderChecklist(plugin: GeneratedPlugin): string {
  const { manifest, previous, pack } = plugin;
  return `The forge filled this in from \`plugin.json\` of its own commit. Pushes change the plugin, not this text: the pipeline reads \`plugin.json\` again, and so should you.

| It asks for | Now | ${previous ? `Difference to ${previous.version}` : "First version"} |
|---|---|---|
${rows.map((row) => renderRow(row, manifest, previous)).join("\n")}

**Made from** ${plugin.files.size} files of pack ${renderCode(pack.name)} ${pack.version} (${renderCode(pack.digest)}), engine ${renderCode(readEngine(plugin))}, isolation ${renderCode(manifest.isolation)}.

**Machines prove** for every commit, without network and secrets: it builds; its own tests and the contract of its platform pass; as far as the tests go, it uses nothing that it does not ask for above; the sandbox's boundary holds; the package's SBOM names what is inside. Before publishing it is built twice more and must give the same bytes as those that were approved.

**People must look at** what no machine can judge. Ticks are notes; only reviews of the exact commit count.

${listQuestions(plugin)
  .map((question) => `- [ ] ${question}`)
  .join("\n")}`;
}
