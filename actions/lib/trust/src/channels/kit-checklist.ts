/** What the text of a checklist issue says: of which version it is, and what people ticked. */
export interface KitChecklist {
  /** Name of the channel in forge.yml. */
  readonly channel: string;
  readonly name: string;
  readonly version: string;
  /** Of the package that was handed over; null where somebody removed the line. */
  readonly digest: string | null;
  /** Every box is ticked, and there is one. */
  readonly ticked: boolean;
}

/** Label of checklist issues. */
export const kitLabel = "forge-kit";

const marker =
  /^<!-- plugsmith:kit (?<channel>[^ \n]{1,100}) (?<name>[a-z0-9-]{3,50})@(?<version>\d+\.\d+\.\d+[0-9A-Za-z.-]{0,60}) -->/u;
const digestLine = /^\*\*Digest\*\* `(?<digest>sha256:[0-9a-f]{64})`\r?$/mu;
/** What follows the boxes: texts from outside, in which a box may stand too. */
const afterBoxes = /^\*\*Zip\*\* /mu;

/** The first line of a checklist, by which it is found again. */
export const renderKitMarker = ({
  channel,
  name,
  version,
}: Pick<KitChecklist, "channel" | "name" | "version">): string =>
  `<!-- plugsmith:kit ${channel} ${name}@${version} -->`;

/** A checklist from the body of an issue; null: it is none. */
export function parseKitChecklist(body: string): KitChecklist | null {
  const { channel, name, version } = marker.exec(body)?.groups ?? {};
  if (channel === undefined || name === undefined || version === undefined) return null;
  const boxes = body.slice(0, afterBoxes.exec(body)?.index ?? body.length);
  const ticked = /^- \[x\] /imu.test(boxes) && !/^- \[ \] /mu.test(boxes);
  return { channel, name, version, digest: digestLine.exec(body)?.groups?.["digest"] ?? null, ticked };
}

export interface KitStanding {
  readonly open: boolean;
  /** GitHub's `state_reason`. */
  readonly reason: string | null;
  readonly ticked: boolean;
}

/** Have people done it? All boxes ticked, or closed as completed; closed as not planned gives the store up. */
export const isKitDone = ({ open, reason, ticked }: KitStanding): boolean =>
  open ? ticked : reason !== "not_planned" && reason !== "duplicate";
