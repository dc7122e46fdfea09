import type { PackageIndex } from "@plugsmith/schemas";

/** The same plugin in a runtime that speaks the protocol itself. */
export interface RuntimePlugin {
  readonly runtime: PackageIndex["runtime"];
  readonly entry: string;
  readonly code: string;
}

const python = `
import json, os, signal, socket, sys, time
devices = []

def send(message):
    sys.stdout.write(json.dumps({"jsonrpc": "2.0", **message}) + "\\n")
    sys.stdout.flush()

def attempt(run):
    try:
        return str(run())
    except Exception as error:
        return "no: " + type(error).__name__

def look():
    return {
        "home": attempt(lambda: os.listdir("/root")),
        "passwd": attempt(lambda: open("/etc/passwd").read()),
        "write": attempt(lambda: open(__file__, "w")),
        "net": attempt(lambda: socket.create_connection(("127.0.0.1", 80), 1)),
        "tools": attempt(lambda: sorted(os.listdir("/usr/bin"))),
        "parent": attempt(lambda: open("/proc/1/environ").read()),
        "env": ",".join(sorted(os.environ)),
        "descriptors": attempt(lambda: sorted(int(name) for name in os.listdir("/proc/self/fd"))[:3]),
    }

def call(method, args):
    if method == "identify": return {"devices": devices}
    if method == "echo": return args
    if method == "look": return look()
    if method == "crash": os.abort()
    if method == "hang":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(3600)
    if method == "flood":
        while True: sys.stdout.write("x\\n")
    if method == "memory": return len(bytearray(4 << 30))
    if method == "ask":
        send({"id": "q1", "method": "fs.readFile", "params": {"path": "/etc/shadow"}})
        return json.loads(sys.stdin.readline())
    raise LookupError(method)

for line in sys.stdin:
    message = json.loads(line)
    method, params = message.get("method"), message.get("params", {})
    if "id" not in message: continue
    try:
        if method == "initialize":
            send({"method": "log", "params": {"level": "info", "message": "hello from python"}})
            result = {"protocol": 1, "runtime": "python", "hooks": ["onLoad", "onUSBAttach", "onUSBDetach"], "methods": ["identify", "echo"]}
        elif method == "call": result = call(params["method"], params["args"])
        else:
            if method == "onUSBAttach": devices.append(params["device"]["key"])
            if method == "onUSBDetach": devices.remove(params["device"]["key"])
            result = None
        send({"id": message["id"], "result": result})
    except LookupError as error:
        send({"id": message["id"], "error": {"code": -32601, "message": "no method " + str(error)}})
`;

const bash = `
devices=()
send() { printf '{"jsonrpc":"2.0",%s}\\n' "$1"; }
text() { [[ $line =~ \\"$1\\":\\"([^\\"]*)\\" ]] && printf '%s' "\${BASH_REMATCH[1]}"; }
while IFS= read -r line; do
  [[ $line =~ ^\\{\\"jsonrpc\\":\\"2.0\\",\\"id\\":([0-9]+),\\"method\\":\\"([A-Za-z]+)\\",\\"params\\":(.*)\\}$ ]] || continue
  id=\${BASH_REMATCH[1]} method=\${BASH_REMATCH[2]} params=\${BASH_REMATCH[3]} result=null
  case $method in
    initialize)
      send '"method":"log","params":{"level":"info","message":"hello from bash"}'
      result='{"protocol":1,"runtime":"bash","hooks":["onLoad","onUSBAttach","onUSBDetach"],"methods":["identify","echo"]}' ;;
    onUSBAttach) devices+=("$(text key)") ;;
    onUSBDetach) devices=() ;;
    call)
      [[ $params =~ ^\\{\\"method\\":\\"([a-z]+)\\",\\"args\\":(.*)\\}$ ]] && args=\${BASH_REMATCH[2]}
      case \${BASH_REMATCH[1]} in
        identify) list=""; for key in "\${devices[@]}"; do list+="\${list:+,}\\"$key\\""; done; result="{\\"devices\\":[$list]}" ;;
        echo) result=$args ;;
        look)
          tools=""; for one in curl perl python3 su ssh git; do command -v $one >/dev/null && tools+="$one "; done
          { read -r secret < /etc/passwd; } 2>/dev/null && passwd=read || passwd=no
          { echo x > "$0"; } 2>/dev/null && write=wrote || write=no
          { exec 9<>/dev/tcp/127.0.0.1/80; } 2>/dev/null && net=open || net=no
          result="{\\"tools\\":\\"$tools\\",\\"passwd\\":\\"$passwd\\",\\"write\\":\\"$write\\",\\"net\\":\\"$net\\",\\"env\\":\\"$(env | cut -d= -f1 | sort | tr '\\n' ,)\\"}" ;;
        crash) kill -9 $$ ;;
        hang) trap '' TERM; sleep 3600 & wait ;;
        flood) while :; do echo x; done ;;
        *) send "\\"id\\":$id,\\"error\\":{\\"code\\":-32601,\\"message\\":\\"no such method\\"}"; continue ;;
      esac ;;
  esac
  send "\\"id\\":$id,\\"result\\":$result"
done
`;

/** An executable is whatever the kernel can start; here a script that names its interpreter. */
const executable = `#!/usr/bin/perl
use strict; use JSON::PP; $| = 1;
my @devices;
my $json = JSON::PP->new->canonical;
sub reply { print $json->encode({ jsonrpc => "2.0", @_ }), "\\n" }
while (my $line = <STDIN>) {
  my $message = $json->decode($line);
  next unless defined $message->{id};
  my ($method, $params, $result) = ($message->{method}, $message->{params}, undef);
  if ($method eq "initialize") {
    print $json->encode({ jsonrpc => "2.0", method => "log", params => { level => "info", message => "hello from executable" } }), "\\n";
    $result = { protocol => 1, runtime => "perl", hooks => ["onLoad", "onUSBAttach", "onUSBDetach"], methods => ["identify", "echo"] };
  }
  elsif ($method eq "onUSBAttach") { push @devices, $params->{device}{key} }
  elsif ($method eq "onUSBDetach") { @devices = grep { $_ ne $params->{device}{key} } @devices }
  elsif ($method eq "call") {
    my $name = $params->{method};
    if ($name eq "identify") { $result = { devices => [@devices] } }
    elsif ($name eq "echo") { $result = $params->{args} }
    elsif ($name eq "crash") { kill 9, $$ }
    elsif ($name eq "hang") { $SIG{TERM} = "IGNORE"; sleep 3600 }
    elsif ($name eq "flood") { print "x\\n" while 1 }
    else { reply(id => $message->{id}, error => { code => -32601, message => "no such method" }); next }
  }
  reply(id => $message->{id}, result => $result);
}
`;

/**
 * One plugin for each runtime that speaks the protocol by itself. Methods `identify` and `echo` behave; `crash`, `hang`
 * and `flood` do not; `look` (python, bash) tries what the boundary must refuse and says how it went.
 */
export const runtimePlugins: readonly RuntimePlugin[] = [
  { runtime: "python", entry: "main.py", code: python },
  { runtime: "bash", entry: "main.sh", code: bash },
  { runtime: "executable", entry: "main", code: executable },
];
