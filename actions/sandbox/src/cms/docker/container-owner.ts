/** Who started a run, as a label of everything that belongs to it. A number of a process alone says nothing after a restart, or beside another container's processes. */
export interface ContainerOwner {
  /** Of this start of the machine. */
  readonly boot: string;
  /** Of the process namespace that `pid` counts in. */
  readonly namespace: string;
  readonly pid: number;
  /** Clock ticks from the machine's start to the process'. */
  readonly started: string;
}

export const renderOwner = ({ boot, namespace, pid, started }: ContainerOwner) =>
  `${boot}.${namespace}.${pid}.${started}`;

/** Undefined for a label that none of ours wrote. */
export function parseOwner(text: string | undefined): ContainerOwner | undefined {
  const found = /^([0-9a-f-]{1,64})\.([0-9]{1,20})\.([0-9]{1,10})\.([0-9]{1,20})$/.exec(text ?? "");
  const [, boot = "", namespace = "", pid = "", started = ""] = found ?? [];
  return found ? { boot, namespace, pid: Number(pid), started } : undefined;
}
