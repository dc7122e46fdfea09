import type { ConfinedRequest } from "@plugsmith/action-kit";
import { type ContainerOwner, renderOwner } from "./container-owner.ts";
import { renderMount } from "./render-mount.ts";
import type { RunSecrets, ShopContainer } from "./shop-container.ts";

export const runLabel = "org.plugsmith.run";
export const ownerLabel = "org.plugsmith.owner";
/** An image with nothing in it: the scenario's program runs on this machine's own /usr, as behind the other boundary. */
export const runnerImage = "plugsmith-sandbox-runner:1";
/** Where the scenario's program finds the shop's folder, whatever drives the shop. */
const sharedFolder = "/tmp/site";

export interface ContainerSetting {
  /** 16 hex digits. */
  readonly run: string;
  readonly owner: ContainerOwner;
  readonly container: ShopContainer;
  /** Names with digests. */
  readonly images: { readonly shop: string; readonly database: string | undefined };
  readonly secrets: RunSecrets;
  /** The scenario's program, as behind the other boundary. */
  readonly request: ConfinedRequest;
  /** Folders of this machine that programs need; of them the ones that are there. */
  readonly system: readonly string[];
}

/** One container: the arguments of docker that start it, and variables that they name. */
export interface PlannedContainer {
  readonly name: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface ContainerPlan {
  readonly volume: readonly string[];
  /** The only one with a network namespace of its own, in which there is loopback and nothing else. */
  readonly runner: PlannedContainer;
  readonly seed: PlannedContainer | undefined;
  readonly database: PlannedContainer | undefined;
  readonly shop: PlannedContainer;
}

/** Of the database images, official MariaDB and MySQL alike. */
const databaseUser = 999;
const databaseMiB = 768;

/** Every container of a run, as arguments for the docker program. Nothing in them comes from the plugin, its request or its texts. */
export function planContainers(setting: ContainerSetting): ContainerPlan {
  const { run, owner, container, images, secrets, request, system } = setting;
  const names = { runner: `plugsmith-${run}-runner`, site: `plugsmith-${run}-site` };
  const labels = ["--label", `${runLabel}=${run}`, "--label", `${ownerLabel}=${renderOwner(owner)}`];
  const { uid, gid } = container.user;
  const inMemory = (path: string, sizeMiB: number, who: { uid: number; gid: number }) => [
    "--tmpfs",
    `${path}:rw,nosuid,nodev,size=${sizeMiB}m,uid=${who.uid},gid=${who.gid}`,
  ];

  const contain = (
    role: string,
    who: { readonly uid: number; readonly gid: number },
    memoryMiB: number,
    readOnly = true,
  ) => [
    ...["run", "--rm", "--pull", "never", "--name", `plugsmith-${run}-${role}`, ...labels],
    ...["--network", role === "runner" ? "none" : `container:${names.runner}`],
    ...["--user", `${who.uid}:${who.gid}`, "--cap-drop", "ALL", "--security-opt", "no-new-privileges"],
    ...["--memory", `${memoryMiB}m`, "--memory-swap", `${memoryMiB}m`, "--cpus", "2"],
    ...["--pids-limit", String(request.limits?.processes ?? 512), "--ulimit", "core=0"],
    ...["--ulimit", `nofile=${request.limits?.openFiles ?? 4096}`],
    ...["--ulimit", `fsize=${(request.limits?.fileSizeMiB ?? 1024) * 1024 * 1024}`],
    ...["--ipc", "private", "--log-driver", "none", "--restart", "no", "--no-healthcheck", "--stop-timeout", "1"],
    ...(readOnly ? ["--read-only"] : []),
  ];
  const site = (target: string) => [
    "--mount",
    renderMount({ type: "volume", source: names.site, target, "volume-nocopy": true }),
  ];
  const bind = (path: string) => ["--mount", renderMount({ type: "bind", source: path, target: path, readonly: true })];
  const name = (role: string) => `plugsmith-${run}-${role}`;
  const variables = (environment: Readonly<Record<string, string>>) =>
    Object.keys(environment).flatMap((each) => ["--env", each]);

  const shopEnvironment = container.environment(secrets);
  const databaseEnvironment = {
    MYSQL_RANDOM_ROOT_PASSWORD: "1",
    MYSQL_DATABASE: container.databaseName,
    MYSQL_USER: container.databaseName,
    MYSQL_PASSWORD: secrets.databasePassword,
    // No shop of ours asks for zones by name, and loading them takes longer than all else.
    MYSQL_INITDB_SKIP_TZINFO: "1",
    MARIADB_INITDB_SKIP_TZINFO: "1",
  };
  const database = { uid: databaseUser, gid: databaseUser };
  const memory = request.limits?.memoryMiB ?? 4096;
  return {
    volume: [
      ...["volume", "create", "--driver", "local", ...labels, "--opt", "type=tmpfs", "--opt", "device=tmpfs"],
      ...["--opt", `o=size=${container.folderMiB}m,uid=${uid},gid=${gid},mode=0755,nosuid,nodev`, names.site],
    ],
    runner: {
      name: name("runner"),
      environment: {},
      args: [
        ...[...contain("runner", container.user, memory), "--interactive"],
        ...[...system, ...(request.readOnly ?? [])].filter((path, at, all) => all.indexOf(path) === at).flatMap(bind),
        ...[...inMemory("/tmp", request.limits?.fileSizeMiB ?? 1024, container.user), ...site(sharedFolder)],
        ...["--workdir", request.cwd, "--env", "HOME=/tmp", "--env", "TMPDIR=/tmp", "--env", "PATH=/usr/bin:/bin"],
        ...["--entrypoint", request.program, runnerImage, ...request.args],
      ],
    },
    seed: container.seeded
      ? {
          name: name("seed"),
          environment: {},
          args: [
            ...[...contain("seed", container.user, container.memoryMiB), ...site(sharedFolder)],
            ...["--entrypoint", "cp", images.shop, "-R", "-p", `${container.folder}/.`, `${sharedFolder}/`],
          ],
        }
      : undefined,
    database:
      images.database === undefined
        ? undefined
        : {
            name: name("database"),
            environment: databaseEnvironment,
            args: [
              ...contain("database", database, 1024 + databaseMiB),
              ...inMemory("/var/lib/mysql", databaseMiB, database),
              ...[...inMemory("/run/mysqld", 1, database), ...inMemory("/tmp", 128, database)],
              ...[...variables(databaseEnvironment), images.database, "--bind-address=127.0.0.1"],
            ],
          },
    shop: {
      name: name("shop"),
      environment: shopEnvironment,
      args: [
        ...[...contain("shop", container.user, container.memoryMiB, container.readOnly), ...site(container.folder)],
        ...Object.entries(container.writable).flatMap(([path, sizeMiB]) => inMemory(path, sizeMiB, container.user)),
        ...[...variables(shopEnvironment), images.shop],
      ],
    },
  };
}
