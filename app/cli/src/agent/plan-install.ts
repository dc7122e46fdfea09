export interface InstallFile {
  readonly what: "unit" | "udev" | "docker" | "kubernetes";
  /** Where it belongs on the machine; null: it is for building or applying elsewhere. */
  readonly path: string | null;
  readonly text: string;
}

export const installKinds = ["unit", "udev", "docker", "kubernetes", "all"] as const;
export type InstallKind = (typeof installKinds)[number];

export interface InstallStep {
  readonly argv: readonly string[];
  readonly why: string;
}

/** The files that were asked for; `all` are all. */
export const chooseFiles = (files: readonly InstallFile[], kind: InstallKind): readonly InstallFile[] =>
  files.filter(({ what }) => kind === "all" || what === kind);

/** What has to be run after files were put in their places; nothing is started that a person did not start. */
export function planInstallSteps(files: readonly InstallFile[], group: string, user: string): readonly InstallStep[] {
  const has = (what: InstallFile["what"]) => files.some((file) => file.what === what);
  return [
    ...(has("udev") || has("unit")
      ? [
          { argv: ["groupadd", "--force", "--system", group], why: "the devices' group" },
          { argv: ["usermod", "-aG", group, user], why: "the agent's user opens devices through it" },
        ]
      : []),
    ...(has("udev")
      ? [
          { argv: ["udevadm", "control", "--reload"], why: "udev reads the rules" },
          {
            argv: ["udevadm", "trigger", "--subsystem-match=usb", "--subsystem-match=tty"],
            why: "devices that are plugged in get their group",
          },
        ]
      : []),
    ...(has("unit") ? [{ argv: ["systemctl", "daemon-reload"], why: "systemd reads the unit" }] : []),
  ];
}
