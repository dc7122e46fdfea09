export interface SystemdUnit {
  readonly node: string;
  readonly main: string;
  readonly config: string;
  readonly stateDir: string;
  readonly user: string;
}

const quote = (text: string) =>
  `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("%", "%%").replaceAll("$", "$$$$")}"`;

/**
 * A systemd unit for `plugsmith agent install`. AF_NETLINK and the machine's own network namespace are needed: without
 * them usb@3 ends the process or hears nothing (facts/usb.md, 2 and 3). User namespaces are bubblewrap's.
 */
export function renderSystemdUnit(unit: SystemdUnit): string {
  return `[Unit]
Description=Plugsmith runner agent
After=network-online.target systemd-udevd.service
Wants=network-online.target

[Service]
ExecStart=${quote(unit.node)} ${quote(unit.main)} --config ${quote(unit.config)}
User=${unit.user}
Restart=always
RestartSec=2
TimeoutStopSec=10
KillMode=mixed
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
ReadWritePaths=${quote(unit.stateDir)}
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
PrivateNetwork=no
UMask=0077

[Install]
WantedBy=multi-user.target
`;
}
