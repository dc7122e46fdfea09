import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync } from "node:fs";
import { readText, runProgram, stopServer } from "./program-transport.ts";

const folder = "/tmp/database";
const socket = `${folder}/socket`;
const log = `${folder}/log`;

/** MariaDB runs as root only when it is told to; behind the boundary that is nobody's right. */
const asUser = process.getuid?.() === 0 ? ["--user=root"] : [];

/** Small and quick: this database lives for minutes, in memory. No network; the seccomp filter has no io_uring either. */
export const databaseOptions = [
  "--no-defaults",
  `--datadir=${folder}/data`,
  `--socket=${socket}`,
  "--skip-networking",
  `--pid-file=${folder}/pid`,
  `--log-error=${log}`,
  "--innodb-use-native-aio=0",
  "--innodb-flush-log-at-trx-commit=0",
  "--innodb-doublewrite=0",
  "--skip-log-bin",
  "--performance-schema=OFF",
  "--character-set-server=utf8mb4",
  ...asUser,
];

async function waitForSocket(server: ChildProcess, ms: number): Promise<void> {
  const until = Date.now() + ms;
  while (!existsSync(socket)) {
    const ended = server.exitCode !== null || server.signalCode !== null;
    if (ended || Date.now() > until) throw new Error(`MariaDB did not start: ${readText(log).slice(-600)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Mebibytes, as the shop's data ask for them. */
export interface DatabaseSizes {
  readonly log: number;
  readonly memory: number;
}

/** Where programs find it. */
export const databaseSocket = socket;

/** A MariaDB of this run on a socket below /tmp, with one empty database. @throws Error with its last words. */
export async function openDatabase(
  name: string,
  { log: logSize, memory }: DatabaseSizes = { log: 24, memory: 64 },
): Promise<{ close(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  mkdirSync("/tmp/site", { recursive: true });
  await runProgram("/usr/bin/mariadb-install-db", [
    "--no-defaults",
    `--datadir=${folder}/data`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
    // Behind the boundary no name has an address, not even this machine's own.
    "--skip-name-resolve",
    "--force",
  ]);
  const words = openSync("/tmp/server.log", "a");
  const sizes = [`--innodb-log-file-size=${logSize}M`, `--innodb-buffer-pool-size=${memory}M`];
  const server = spawn("/usr/sbin/mariadbd", [...databaseOptions, ...sizes], {
    stdio: ["ignore", words, words],
    detached: true,
  });
  await waitForSocket(server, 30_000);
  await runProgram("/usr/bin/php", [
    "-r",
    'mysqli_real_connect($link = mysqli_init(), "localhost", "root", "", "", 0, $argv[1]); mysqli_query($link, "CREATE DATABASE `" . $argv[2] . "` CHARACTER SET utf8mb4");',
    "--",
    socket,
    name,
  ]);
  return { close: () => stopServer(server) };
}
