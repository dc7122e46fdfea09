import { refuseArchive } from "./refuse-archive.ts";

/** Refuses everything but a regular file (or no statement about the type), and every special permission bit. */
export function checkMode(mode: number, name: string): void {
  const type = mode & 0o170000;
  if (type === 0o120000) refuseArchive("link", name);
  if (type === 0o040000) refuseArchive("directory_entry", name);
  if (type !== 0 && type !== 0o100000) refuseArchive("device", name);
  if ((mode & 0o7000) !== 0) refuseArchive("setuid", name);
}
