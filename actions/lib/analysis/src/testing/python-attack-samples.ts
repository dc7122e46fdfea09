import { type FlowSample, pythonFlow as py } from "./flow-sample.ts";

/** Python packages that were taken down did such things, each beside honest code that looks like it. */
export const pythonAttackSamples: readonly FlowSample[] = [
  {
    title: "a command at installation",
    rule: "install-script",
    at: "setup.py:2",
    bad: { "setup.py": "from setuptools import setup\nsetup(name='a', cmdclass={'install': Own})\n" },
    good: { "setup.py": "from setuptools import setup\nsetup(name='a', cmdclass={'test': Own})\n" },
  },
  {
    title: "a command at installation, in a table by names",
    rule: "install-script",
    at: "setup.py:2",
    bad: { "setup.py": "import setuptools\nsetuptools.setup(cmdclass=dict(develop=Own))\n" },
    good: { "setup.py": "import setuptools\nsetuptools.setup(options=dict(develop=Own))\n" },
  },
  {
    title: "a line at every start",
    rule: "install-script",
    at: "pay.pth:1",
    bad: { "pay.pth": "import pay_start\n" },
    good: { "pay.pth": "./imports\n" },
  },
  py(
    "the way to every class",
    "call-hidden",
    "a:1",
    ["[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == name][0](['id'])"],
    ["[c for c in Gateway.__subclasses__() if c.__name__ == name][0](['id'])"],
  ),
  py(
    "a loaded module by name",
    "call-hidden",
    "a:2",
    ["import sys\nsys.modules['o' + 's'].system('id')"],
    ["import sys\nsys.modules['o' + 's'].getcwd()"],
  ),
  py(
    "attrgetter",
    "call-hidden",
    "a:2",
    ["import operator, os\noperator.attrgetter('system')(os)('id')"],
    ["import operator, os\noperator.attrgetter('getcwd')(os)()"],
  ),
  py(
    "code in a picture",
    "eval-hidden",
    "a:1",
    ["exec(open('logo.png', 'rb').read()[1000:])"],
    ["about = {}; show(open('logo.png', 'rb').read()[1000:])"],
  ),
  py(
    "what a Django view gets",
    "eval-hidden",
    "a:2",
    ["def sync(request):\n    exec(request.POST['c'])"],
    ["def sync(request):\n    return render(request.POST['c'])"],
  ),
  py(
    "what a Flask view gets as JSON",
    "process-received",
    "a:4",
    ["import os\nfrom flask import request\ndef sync():\n    return os.popen(request.get_json()['c']).read()"],
    ["import os\nfrom flask import request\ndef sync():\n    return os.getenv(request.get_json()['c'])"],
  ),
  py(
    "a file that Python runs at every start",
    "write-outside",
    "a:1",
    ["open(folder + '/sitecustomize.py', 'w').write(text)"],
    ["open(folder + '/customers.txt', 'w').write(text)"],
  ),
  py(
    "an installer that is called",
    "process",
    "a:2",
    ["import pip\npip.main(['install', name])"],
    ["import pipe\npipe.main(['install', name])"],
  ),
  py(
    "a module that runs a file",
    "eval",
    "a:2",
    ["import runpy\nrunpy.run_path(path)"],
    ["import runpy\nrunpy.show_path(path)"],
  ),
];
