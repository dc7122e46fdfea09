export interface SystemdUnit {
  readonly node: string;
  readonly main: string;
  readonly config: string;
  readonly stateDir: string;
  readonly user: string;
  /** Group that the udev rules give the devices to. */
  readonly group: string;
}

const quote = (text: string) =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("%", "%%").replaceAll("$", "$$$$")}"`;

/**
 * A hardened systemd unit for `plugsmith agent install`. What is not in it is left out for a reason: without AF_NETLINK or in
 * a network namespace of its own usb@3 ends the process or hears nothing (facts/usb.md, 2 and 3); V8 writes code
 * (MemoryDenyWriteExecute); bubblewrap makes user namespaces and mounts /proc in them, which the kernel refuses where parts
 * of /proc are hidden (ProtectKernelTunables, ProtectKernelLogs, ProtectProc, ProtectHostname, RestrictNamespaces).
 */
export function renderSystemdUnit(unit: SystemdUnit): string {
  return `[Unit]
Description=Plugsmith runner agent
Documentation=https://github.com/plugsmith/plugsmith/blob/main/docs/bench.md
After=network-online.target systemd-udevd.service time-sync.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart=${quote(unit.node)} ${quote(unit.main)} --config ${quote(unit.config)}
User=${unit.user}
SupplementaryGroups=${unit.group}
Restart=always
RestartSec=2
TimeoutStopSec=10
KillMode=mixed
# Jobs' socket: control.jobs.socket: /run/plugsmith/jobs.sock
RuntimeDirectory=plugsmith
RuntimeDirectoryMode=0755
RuntimeDirectoryPreserve=restart
UMask=0077
# Memory, processor and processes of each plugin are limited in groups of the agent's own.
Delegate=memory pids cpu
TasksMax=4096
LimitNOFILE=65536
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths=${quote(unit.stateDir)}
PrivateTmp=yes
PrivateNetwork=no
DevicePolicy=closed
DeviceAllow=char-usb_device rw
DeviceAllow=char-ttyACM rw
DeviceAllow=char-ttyUSB rw
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
ProtectKernelModules=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native

[Install]
WantedBy=multi-user.target
`;
}
