import { refuseArchive } from "./refuse-archive.ts";

/** Hosts whose attributes packages may have: DOS with FAT, and Unix. Readers disagree about the modes of all others. */
const hosts = new Set([0, 3]);
const archiveBit = 0x20;

/** Refuses everything but a regular file (or no statement about the type), and every special permission bit. */
export function checkMode(mode: number, name: string): void {
  const type = mode & 0o170000;
  if (type === 0o120000) refuseArchive("link", name);
  if (type === 0o040000) refuseArchive("directory_entry", name);
  if (type !== 0 && type !== 0o100000) refuseArchive("device", name);
  if ((mode & 0o7000) !== 0) refuseArchive("setuid", name);
}

/**
 * The Unix mode in the external attributes of an entry: it is checked on every host, because some readers look at it whatever
 * the host is.
 * @param internal the internal attributes, where bit 0 lets some readers change line ends.
 */
export function parseMode(host: number, attributes: number, internal: number, name: string): number {
  if (!hosts.has(host)) refuseArchive("host_unsupported", name);
  // Bit 4 of the DOS attributes marks a folder.
  if ((attributes & 0x10) !== 0) refuseArchive("directory_entry", name);
  if ((attributes & 0xffff & ~archiveBit) !== 0 || internal !== 0) refuseArchive("attributes_unsupported", name);
  const mode = attributes >>> 16;
  checkMode(mode, name);
  return mode;
}
