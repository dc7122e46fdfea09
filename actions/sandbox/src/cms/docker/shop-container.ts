/** What a run draws anew: keys of a shop and a database that nobody outside the run can reach. */
export interface RunSecrets {
  readonly databasePassword: string;
  readonly adminPassword: string;
}

/** How the driver docker runs the image of one shop system. */
export interface ShopContainer {
  /** Images as people ask a registry for them, for hints: the shop's, and the database's where it needs one. */
  readonly examples: { readonly shop: string; readonly database: string | undefined };
  /** Who the shop runs as; the scenario's program too, for it lays files out for the shop. Numbers of the image. */
  readonly user: { readonly uid: number; readonly gid: number };
  /** Folder of the shop in its image; lies in memory of this many MiB. */
  readonly folder: string;
  readonly folderMiB: number;
  /** Whether what the image has in that folder is copied there first; without it the image does so itself. */
  readonly seeded: boolean;
  /** Other folders that the shop writes to, and MiB for each. */
  readonly writable: Readonly<Record<string, number>>;
  /** Whether the rest of the image may be read-only. Where not, what the shop writes there is counted while it runs. */
  readonly readOnly: boolean;
  readonly memoryMiB: number;
  environment(secrets: RunSecrets): Readonly<Record<string, string>>;
  /** Name of database and of its user. */
  readonly databaseName: string;
}
